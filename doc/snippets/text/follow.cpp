// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/sharedtext.h>

#include <QtCore/QDebug>

void markWord(Racer::SharedText *text, const QString &word)
{
    const qsizetype start = text->text().indexOf(word);
    auto mark = std::make_shared<Racer::TextRange>(Racer::TextRange{start, start + word.size()});
    QObject::connect(text, &Racer::SharedText::spliced, text, [=](const Racer::TextSplice &splice, bool own) {
        *mark = splice.mapped(*mark, own);
        qInfo().noquote() << "marked:" << text->text().mid(mark->start(), mark->end() - mark->start());
    });
    text->splice(0, 0, QStringLiteral("> ")); // nothing removed, two signs inserted at the beginning
}
