// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "hostfiles.h"

#include <QtCore/QFile>
#include <QtCore/QStringDecoder>
#include <QtQml/QJSEngine>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

class Descriptor
{
public:
    explicit Descriptor(int number) : m_number(number) { }
    Descriptor(const Descriptor &) = delete;
    Descriptor &operator=(const Descriptor &) = delete;
    ~Descriptor()
    {
        if (m_number >= 0)
            ::close(m_number);
    }
    operator int() const { return m_number; }

private:
    int m_number;
};

} // namespace

void HostFiles::fail(int number, const char *call, const QString &path) const
{
    QString reason = QString::fromLocal8Bit(std::strerror(number));
    reason.front() = reason.front().toLower();
    const QString code = QString::fromLatin1(::strerrorname_np(number));
    const QString syscall = QString::fromLatin1(call);
    QJSValue error = qjsEngine(this)->newErrorObject(
        QJSValue::GenericError, u"%1: %2, %3 '%4'"_s.arg(code, reason, syscall, path));
    error.setProperty(u"code"_s, code);
    error.setProperty(u"errno"_s, -number);
    error.setProperty(u"syscall"_s, syscall);
    error.setProperty(u"path"_s, path);
    qjsEngine(this)->throwError(error);
}

QByteArray HostFiles::encode(const QString &text) const
{
    return text.toUtf8();
}

QString HostFiles::decode(const QByteArray &bytes) const
{
    return QString::fromUtf8(bytes);
}

QByteArray HostFiles::read(const QString &path) const
{
    const Descriptor file(::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC));
    if (file < 0) {
        fail(errno, "open", path);
        return {};
    }
    return readAll(file, path);
}

QByteArray HostFiles::readDescriptor(int descriptor) const
{
    return readAll(descriptor, QString::number(descriptor));
}

QByteArray HostFiles::readAll(int descriptor, const QString &path) const
{
    constexpr qsizetype Step = 64 * 1024;
    QByteArray bytes;
    for (;;) {
        const qsizetype size = bytes.size();
        bytes.resize(size + Step);
        const ssize_t got = ::read(descriptor, bytes.data() + size, size_t(Step));
        if (got < 0 && errno == EINTR) {
            bytes.truncate(size);
            continue;
        }
        bytes.truncate(size + std::max<ssize_t>(got, 0));
        if (got < 0)
            fail(errno, "read", path);
        if (got <= 0)
            return bytes;
    }
}

void HostFiles::write(const QString &path, const QByteArray &bytes, const QString &mode) const
{
    const int flags = mode == u"a" ? O_APPEND : mode == u"wx" ? O_EXCL : O_TRUNC;
    const Descriptor file(
        ::open(QFile::encodeName(path).constData(), O_WRONLY | O_CREAT | O_CLOEXEC | flags, mode_t(0666)));
    if (file < 0)
        return fail(errno, "open", path);
    qsizetype done = 0;
    while (done < bytes.size()) {
        const ssize_t written = ::write(file, bytes.constData() + done, size_t(bytes.size() - done));
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return fail(errno, "write", path);
        done += written;
    }
}

bool HostFiles::exists(const QString &path) const
{
    return ::access(QFile::encodeName(path).constData(), F_OK) == 0;
}

QJSValue HostFiles::list(const QString &path) const
{
    DIR *const folder = ::opendir(QFile::encodeName(path).constData());
    if (!folder) {
        fail(errno, "scandir", path);
        return {};
    }
    QStringList names;
    while (const dirent *entry = ::readdir(folder)) {
        const QString name = QFile::decodeName(entry->d_name);
        if (name != u"." && name != u"..")
            names.append(name);
    }
    ::closedir(folder);
    names.sort();
    QJSValue result = qjsEngine(this)->newArray(uint(names.size()));
    for (qsizetype i = 0; i < names.size(); ++i)
        result.setProperty(quint32(i), names.at(i));
    return result;
}

void HostFiles::makeFolder(const QString &path, bool withParents) const
{
    if (!withParents) {
        if (::mkdir(QFile::encodeName(path).constData(), mode_t(0777)) != 0)
            fail(errno, "mkdir", path);
        return;
    }
    std::error_code error;
    std::filesystem::create_directories(QFile::encodeName(path).toStdString(), error);
    if (error)
        fail(error.value(), "mkdir", path);
}

QString HostFiles::makeTemporaryFolder(const QString &prefix) const
{
    QByteArray name = QFile::encodeName(prefix) + "XXXXXX";
    if (!::mkdtemp(name.data())) {
        fail(errno, "mkdtemp", prefix + u"XXXXXX"_s);
        return {};
    }
    return QFile::decodeName(name);
}

void HostFiles::remove(const QString &path, bool recursive, bool force) const
{
    const QByteArray name = QFile::encodeName(path);
    struct stat status = {};
    if (::lstat(name.constData(), &status) != 0) {
        if (errno != ENOENT || !force)
            fail(errno, "rm", path);
        return;
    }
    if (S_ISDIR(status.st_mode) && !recursive)
        return fail(EISDIR, "rm", path);
    std::error_code error;
    std::filesystem::remove_all(name.toStdString(), error);
    if (error)
        fail(error.value(), "rm", path);
}

void HostFiles::unlink(const QString &path) const
{
    if (::unlink(QFile::encodeName(path).constData()) != 0)
        fail(errno, "unlink", path);
}

void HostFiles::rename(const QString &from, const QString &to) const
{
    if (::rename(QFile::encodeName(from).constData(), QFile::encodeName(to).constData()) != 0)
        fail(errno, "rename", from);
}

QJSValue HostFiles::status(const QString &path, bool followLinks, bool required) const
{
    const QByteArray name = QFile::encodeName(path);
    struct stat status = {};
    if ((followLinks ? ::stat(name.constData(), &status) : ::lstat(name.constData(), &status)) != 0) {
        if (required || errno != ENOENT)
            fail(errno, followLinks ? "stat" : "lstat", path);
        return {};
    }
    QJSValue result = qjsEngine(this)->newObject();
    result.setProperty(u"kind"_s, S_ISDIR(status.st_mode)   ? u"directory"_s
                                  : S_ISREG(status.st_mode) ? u"file"_s
                                  : S_ISLNK(status.st_mode) ? u"link"_s
                                                            : u"other"_s);
    result.setProperty(u"size"_s, double(status.st_size));
    result.setProperty(u"mode"_s, double(status.st_mode));
    result.setProperty(u"mtimeMs"_s, double(status.st_mtim.tv_sec) * 1000 + double(status.st_mtim.tv_nsec / 1000000));
    return result;
}
