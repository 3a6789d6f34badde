// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/racerwidgetsexport.h>
#include <Racer/textbinding.h>

QT_BEGIN_NAMESPACE
class QLineEdit;
QT_END_NAMESPACE

namespace Racer {

class LineEditBindingPrivate;

class RACER_WIDGETS_EXPORT LineEditBinding : public TextBinding
{
    Q_OBJECT
public:
    LineEditBinding(QLineEdit *editor, const Model &model); // belongs to the editor
    LineEditBinding(QLineEdit *editor, const Model &model, QObject *parent);
    ~LineEditBinding() override;

    [[nodiscard]] QLineEdit *editor() const;

protected:
    [[nodiscard]] bool hasEditor() const override;
    [[nodiscard]] QString editorText() const override;
    void editEditor(const TextSplice &splice) override;
    [[nodiscard]] TextRange selection() const override;
    void select(const TextRange &range) override;

private:
    const std::unique_ptr<LineEditBindingPrivate> d;
};

} // namespace Racer
