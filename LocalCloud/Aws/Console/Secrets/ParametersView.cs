using LocalCloud.Aws.Ssm;

namespace LocalCloud.Aws.WebConsole;

/// <summary>Parameters by path. What is a SecureString is masked until it is asked for, and never stands in a list.</summary>
internal sealed class ParametersView : IConsoleView
{
    private static readonly (string, string)[] Types =
    [
        ("String", "String"),
        ("StringList", "StringList: values with commas between them"),
        ("SecureString", "SecureString: masked"),
    ];

    public string Id => "parameters";

    public string Title => "Parameters";

    public int? Count(ConsoleRequest page) => page.Host.Read(page.State<SsmState>("ssm"), s => s.All.Count());

    public ValueTask<Html> ShowAsync(ConsoleRequest page) => new(page.Host.Read(page.State<SsmState>("ssm"), state => page.Name is null
                    ? All(page, state)
                : state.Find(page.Name) is { } parameter ? ParameterPage.Of(page, state, parameter)
                : page.Missing("parameter", "All parameters")));

    public ValueTask<Outcome> ActAsync(ConsoleRequest page, ConsoleForm form) => ParameterActions.ActAsync(page, form);

    public IEnumerable<Hit> Search(ConsoleRequest page, string words) =>
        page.Host.Read(page.State<SsmState>("ssm"), s =>
            s.All.Where(p => p.Name.Contains(words, StringComparison.OrdinalIgnoreCase))
                .Select(p => new Hit("Parameter", p.Name, page.Link("parameters", p.Name), p.Latest.Type))
                .Take(SearchView.Most)
                .ToList()
        );

    private static Html All(ConsoleRequest page, SsmState state)
    {
        var path = page.Value("path") ?? "";
        var found = state
            .All.Where(p =>
                path.StartsWith('/')
                    ? p.Name.StartsWith(path, StringComparison.Ordinal)
                    : p.Name.Contains(path, StringComparison.OrdinalIgnoreCase)
            )
            .ToList();
        var (shown, pager) = page.Slice(found, found.Count);
        return Html.Of(
            $"""
            {Forms.Ask(page, "Show", new Field("path", "Path, or a part of the name", Hint: "As /shop/; empty: all"))}
            {Widgets.Live("parameters", Html.Of($"""
                {Folders(page, path, found)}
                {Widgets.Table("Parameters", ["Parameter", "Type", "Value", "Version", "Changed"], shown.Select(p => Row(page, p)),
                    path.Length > 0 ? Html.Of($"No parameter is called “{path}”.") : Html.Of($"There is no parameter yet. Put one below, "
                        + $"or: <code>aws ssm put-parameter --name /shop/currency --type String --value eur</code>"))}
                {pager}
                """))}
            {Forms.Folded(page, "Put a parameter", "put", "Put the parameter",
                new Field("parameter", "Name", path.StartsWith('/') ? path : null, "As /shop/currency: letters, digits, ., -, _ and / between levels") { IsRequired = true },
                Field.Select("type", "Type", Types),
                Field.Area("value", "Value", hint: "Up to 4 KB; up to 8 KB it becomes an advanced parameter") with { IsRequired = true },
                new Field("description", "Description"))}
            """
        );
    }

    // One level down from the path, and back up.
    private static Html Folders(ConsoleRequest page, string path, List<Parameter> found)
    {
        if (path.Length > 0 && !path.StartsWith('/'))
            return Widgets.None;
        var root =
            path.Length == 0 ? "/"
            : path.EndsWith('/') ? path
            : path[..(path.LastIndexOf('/') + 1)];
        var below = found
            .Where(p => p.Name.StartsWith(root, StringComparison.Ordinal) && p.Name.IndexOf('/', root.Length) > 0)
            .CountBy(p => p.Name[..(p.Name.IndexOf('/', root.Length) + 1)])
            .OrderBy(f => f.Key, StringComparer.Ordinal)
            .ToList();
        string?[] up =
            root == "/"
                ? []
                : [.. root.TrimEnd('/').Split('/').Select((_, at) => string.Join('/', root.Split('/').Take(at + 1)) + "/").SkipLast(1)];
        return below.Count == 0 && up.Length == 0
            ? Widgets.None
            : Html.Of(
                $"""
                <p>{up.Select(f => Html.Of($"{Widgets.Anchor(page.Link("parameters", null, ("path", f)), f!)} › "))}{(
                    root == "/" ? Widgets.None : Html.Of($"<strong>{root}</strong> ")
                )}
                {below.Select(f =>
                    Html.Of(
                        $"""<a class="button" href="{page.Link("parameters", null, ("path", f.Key))}">{f.Key} <small>{f.Value}</small></a> """
                    )
                )}</p>
                """
            );
    }

    private static Html Row(ConsoleRequest page, Parameter parameter) =>
        page.Row(
            parameter.Name,
            Widgets.Text(parameter.Latest.Type),
            ParameterPage.Value(parameter.Latest, inList: true),
            Widgets.Number(parameter.Latest.Version),
            page.Time(parameter.Latest.Modified)
        );
}
