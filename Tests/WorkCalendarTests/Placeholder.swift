// WorkCalendarTests
