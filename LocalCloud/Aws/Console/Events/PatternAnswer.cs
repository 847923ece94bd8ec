using LocalCloud.Aws.EventBridge.Patterns;

namespace LocalCloud.Aws.WebConsole;

/// <summary>Why a pattern matches or does not: field by field, what was wanted and what the event has.</summary>
internal static class PatternAnswer
{
    public static Html Of(IReadOnlyList<AlternativeExplanation> alternatives, string caption) =>
        alternatives.Count == 1
            ? Table(alternatives[0], caption)
            : Html.Of(
                $"""{alternatives.Select((a, at) => Html.Of($"""<p><strong>Alternative {at + 1} of {alternatives.Count}: {(a.IsMet ? "met" : "not met")}</strong></p>{Table(a, $"{caption}, alternative {at + 1}")}"""))}"""
            );

    /// <summary>In one line: the fields that are not met.</summary>
    public static string Reason(IReadOnlyList<AlternativeExplanation> alternatives) =>
        string.Join(
            "; or ",
            alternatives
                .Where(a => !a.IsMet)
                .Select(a =>
                    a.IsSplit
                        ? "no single element of the array meets all fields"
                        : string.Join(
                            ", and ",
                            a.Fields.Where(f => !f.IsMet)
                                .Select(f =>
                                    $"{f.Path} {(f.Has is null ? "is absent" : $"is {Written.Short(f.Has)}")}, wanted is "
                                    + $"{Written.Short(f.Wanted)}"
                                )
                        )
                )
        );

    private static Html Table(AlternativeExplanation alternative, string caption) =>
        Html.Of(
            $"""
            {Widgets.Table(caption, ["Field", "Wanted", "The event has", "Result"], alternative.Fields.Select(Row))}
            {(
                alternative.IsSplit
                    ? Html.Of(
                        $"<p>Each field is met, but not by one and the same element of the array: EventBridge wants all of them in one.</p>"
                    )
                    : Widgets.None
            )}
            """
        );

    private static Html Row(FieldExplanation field) =>
        Html.Of(
            $"""
            <tr><th scope="row"><code>{field.Path}</code></th><td><code>{field.Wanted}</code></td>
            <td>{(field.Has is { } has ? Widgets.Code(Written.Short(has, 2000)) : Widgets.Soft("nothing"))}{(
                field.Hint is { } hint ? Html.Of($"<br><small>{hint}</small>") : Widgets.None
            )}</td>
            <td><span class="status {(field.IsMet ? "good" : "bad")}">{(field.IsMet ? "met" : "not met")}</span></td></tr>
            """
        );
}
