// Every file of the console, embedded: once as bytes, once in the table. A test holds both to the folder `files`.
#include "CConsole.h"

// #embed is C23's; clang knows it in older C, too.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char css_main_css[] = {
#embed "files/css/main.css"
};
static const unsigned char icons_hotline_svg[] = {
#embed "files/icons/hotline.svg"
};
static const unsigned char index_html[] = {
#embed "files/index.html"
};
static const unsigned char js_main_js[] = {
#embed "files/js/main.js"
};

#define FILE(path, name) {path, name, sizeof name}

static const struct hotline_console_file files[] = {
    FILE("css/main.css", css_main_css),
    FILE("icons/hotline.svg", icons_hotline_svg),
    FILE("index.html", index_html),
    FILE("js/main.js", js_main_js),
};

size_t hotline_console_file_count(void) { return sizeof files / sizeof files[0]; }

struct hotline_console_file hotline_console_file_at(size_t index) { return files[index]; }
