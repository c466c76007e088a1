#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include "sockets.h"
#include "process.h"
