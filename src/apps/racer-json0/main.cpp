// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "calls.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>

#include <unistd.h>

namespace {

constexpr qsizetype ChunkSize = 1 << 16;

constexpr char Usage[] = R"(Usage: racer-json0 [--help | --version]

Computes with operations of the OT types json0 and text0. Reads calls from the standard input, one JSON object a line,
and answers each with a line on the standard output:

  {"id": 1, "fn": "apply", "args": [document, op]}          {"id": 1, "result": document}
  {"id": 2, "fn": "transform", "args": [op, other, "left"]}  {"id": 2, "error": "text"}

Functions: apply [document, op], compose [op, op], transform [op, otherOp, "left" | "right"], invert [op],
normalize [op]; the same for plain text as text0.apply and so on; text0.transformCursor [position, op, side].
An undefined result is left out. Ends with status 0 at the end of the input.
)";

bool writeAll(const QByteArray &data)
{
    for (qsizetype done = 0; done < data.size(); ) {
        const ssize_t n = ::write(STDOUT_FILENO, data.constData() + done, size_t(data.size() - done));
        if (n < 0 && errno != EINTR)
            return false;
        done += n > 0 ? n : 0;
    }
    return true;
}

// Takes the complete lines off the input and appends their answers.
void answerLines(QByteArray &input, QByteArray &output, qsizetype searchFrom)
{
    qsizetype begin = 0;
    for (qsizetype end; (end = input.indexOf('\n', std::max(begin, searchFrom))) >= 0; begin = end + 1) {
        const QByteArrayView line = QByteArrayView(input).sliced(begin, end - begin);
        if (!line.trimmed().isEmpty())
            output += answerCall(line);
    }
    input.remove(0, begin);
}

int fail(const char *what)
{
    std::fprintf(stderr, "racer-json0: %s: %s\n", what, std::strerror(errno));
    return 1;
}

} // namespace

int main(int argc, char *argv[])
{
    const QByteArrayView option = argc > 1 ? argv[1] : "";
    if (option == "--help" || option == "--version") {
        std::fputs(option == "--help" ? Usage : "racer-json0 " RACER_VERSION "\n", stdout);
        return 0;
    }
    if (argc > 1) {
        std::fputs(Usage, stderr);
        return 2;
    }

    QByteArray input;
    for (;;) {
        const qsizetype old = input.size();
        input.resize(old + ChunkSize);
        const ssize_t n = ::read(STDIN_FILENO, input.data() + old, ChunkSize);
        input.resize(old + std::max<ssize_t>(n, 0));
        if (n < 0) {
            if (errno == EINTR)
                continue;
            return fail("cannot read");
        }
        if (n == 0 && !input.isEmpty())
            input += '\n';
        // Answers go out before the next read, which may wait for a peer that waits for them.
        QByteArray output;
        answerLines(input, output, n == 0 ? 0 : old);
        if (!writeAll(output))
            return fail("cannot write");
        if (n == 0)
            return 0;
    }
}
