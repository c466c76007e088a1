// Socket options and flags as plain integers: glibc declares several as enumerations, which Swift imports as types.
#pragma once
#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>

static const int hotline_stream_socket = SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC;
static const int hotline_accept_flags = SOCK_NONBLOCK | SOCK_CLOEXEC;
static const int hotline_send_flags = MSG_NOSIGNAL | MSG_DONTWAIT;
static const int hotline_shutdown_write = SHUT_WR;
static const unsigned int hotline_poll_readable = EPOLLIN;
static const unsigned int hotline_poll_writable = EPOLLOUT;
static const unsigned int hotline_poll_failed = EPOLLERR | EPOLLHUP;

// glibc shows these two only under _GNU_SOURCE, which Swift's importer does not define.
extern int accept4(int socket, struct sockaddr *address, socklen_t *length, int flags);
extern int pthread_setname_np(unsigned long thread, const char *name);
