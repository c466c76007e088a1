// HotlineCore
