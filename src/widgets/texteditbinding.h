// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/documenttextbinding.h>
#include <Racer/racerwidgetsexport.h>

QT_BEGIN_NAMESPACE
class QPlainTextEdit;
class QTextEdit;
QT_END_NAMESPACE

namespace Racer {

class TextEditBindingPrivate;

class RACER_WIDGETS_EXPORT TextEditBinding : public DocumentTextBinding
{
    Q_OBJECT
public:
    TextEditBinding(QPlainTextEdit *editor, const Model &model); // belongs to the editor
    TextEditBinding(QPlainTextEdit *editor, const Model &model, QObject *parent);
    TextEditBinding(QTextEdit *editor, const Model &model);
    TextEditBinding(QTextEdit *editor, const Model &model, QObject *parent);
    ~TextEditBinding() override;

protected:
    void editEditor(const TextSplice &splice) override;
    [[nodiscard]] TextRange selection() const override;
    void select(const TextRange &range) override;

private:
    template<typename Editor>
    void bind(Editor *editor, const Model &model);

    const std::unique_ptr<TextEditBindingPrivate> d;
};

} // namespace Racer
