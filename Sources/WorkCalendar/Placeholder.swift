// WorkCalendar
