using System.Text;
using LocalCloud.Aws.Lambda;
using LocalCloud.Aws.Lambda.Functions;

namespace LocalCloud.Aws.WebConsole.Functions;

/// <summary>The form that invokes a function, with the payloads that were saved.</summary>
internal static class InvokeForm
{
    public static Html Show(ConsoleRequest page, Function function)
    {
        var saved = SavedPayloads.Of(page.Host);
        var all = saved.Find(page.Scope, function.Name);
        var qualifiers = function.Aliases.Keys.Concat(function.Versions.Select(v => v.Number)).Prepend(FunctionName.Latest);
        return Html.Of(
            $"""
            <h3 id="payload">Invoke</h3>
            {(all.Count == 0 ? Widgets.None : Html.Of($"""<ul class="saved">{all.Select(p => Saved(page, p.Key))}</ul>"""))}
            {Forms.Of(page, "invoke", "Invoke",
                Field.Area("payload", "Event, as JSON", Payload(page, function.Name, all)) with { Rows = 10 },
                Field.Select("qualifier", "Version or alias", qualifiers),
                Field.Select("type", "How",
                    [("RequestResponse", "wait for the answer"), ("Event", "asynchronously"), ("Save", "not at all: only save the event")]),
                new Field("save", "Save the event as",
                    Hint: $"Empty: not saved. {(saved.IsKept ? "Saved ones are kept in the data directory."
                        : "Saved ones are in memory: they end with this process.")}"))}
            """
        );
    }

    private static Html Saved(ConsoleRequest page, string name) =>
        Html.Of(
            $"""
            <li><a href="{page.Link("functions", page.Name, ("payload", name))}#payload">{name}</a>
            {Forms.Button(page, "forget", "Delete", ("saved", name))}</li>
            """
        );

    // What was chosen of the saved ones, or of what has run; else nothing much
    private static string Payload(ConsoleRequest page, string function, IReadOnlyList<KeyValuePair<string, string>> saved)
    {
        if (page.Value("payload") is { } name && saved.FirstOrDefault(s => s.Key == name) is { Key: not null } chosen)
            return chosen.Value;
        if (
            page.Value("of") is { } id
            && page.Host.Service<LambdaService>().Recent.Find(id) is { Payload: { } payload } ran
            && ran.Function == function
        )
            return Widgets.Indented(Encoding.UTF8.GetString(payload));
        return "{}";
    }
}
