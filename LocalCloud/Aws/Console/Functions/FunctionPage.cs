using System.Globalization;
using LocalCloud.Aws.Lambda;
using LocalCloud.Aws.Lambda.Functions;
using LocalCloud.Aws.Lambda.Urls;

namespace LocalCloud.Aws.WebConsole.Functions;

/// <summary>One function.</summary>
internal static class FunctionPage
{
    public static string GroupOf(Function function) =>
        function.Latest.Configuration.LoggingConfig?.LogGroup ?? $"/aws/lambda/{function.Name}";

    /// <summary>As it is now. Links look into the states of other services, which is not done under this one's gate.</summary>
    public static Function? Find(ConsoleRequest page, string name) =>
        page.Host.Read(FunctionsView.State(page), s => s.Functions.GetValueOrDefault(name) is not { } f
                ? null
                : new Function
                {
                    Latest = f.Latest,
                    Versions = [.. f.Versions],
                    Aliases = new(f.Aliases, StringComparer.Ordinal),
                    ReservedConcurrency = f.ReservedConcurrency,
                    Provisioned = new(f.Provisioned, StringComparer.Ordinal),
                    Urls = new(f.Urls, StringComparer.Ordinal),
                    EventInvoke = new(f.EventInvoke, StringComparer.Ordinal),
                });

    public static Html Show(ConsoleRequest page, Function function)
    {
        var service = page.Host.Service<LambdaService>();
        var mappings = page.Host.Read(FunctionsView.State(page), s =>
            s.Mappings.Values.Where(m => m.FunctionName == function.Name).ToList()
        );
        return Html.Of(
            $"""
            <h2>{function.Name}</h2>
            {Widgets.Live("function",
                Html.Of($"{Facts(page, function)}{CostText.Of(service.Costs.Of(page.Scope, function.Name))}{Environments(page, service,
                    function)}"))}
            <p class="actions"><a class="button" href="{page.Link("logs", GroupOf(function))}">Follow its log</a></p>
            {InvokeForm.Show(page, function)}
            <h3>Invocations, newest first</h3>
            {Widgets.Live("invocations", InvocationTable.Show(page, function.Name))}
            <h3>Event source mappings</h3>
            {Widgets.Live("mappings", MappingTable.Show(page, mappings, withFunction: false))}
            <h3>Concurrency</h3>
            {Concurrency(page, function)}
            {Versions(page, function)}
            """
        );
    }

    private static Html Facts(ConsoleRequest page, Function function)
    {
        var it = function.Latest.Configuration;
        return Html.Of(
            $"""
            {Widgets.Facts(
                ("Runtime", Widgets.Text($"{it.Runtime}, {string.Join(", ", it.Architectures ?? [])}")),
                    ("Handler", Widgets.Code(it.Handler)),
                ("Memory", Widgets.Text($"{it.MemorySize} MB")), ("Time-out", Widgets.Text(Widgets.Span(it.Timeout))),
                ("Code", Widgets.Text(Widgets.Size(it.CodeSize))), ("Changed", page.Time(Changed(it.LastModified))),
                ("State", it.State is { } state ? Widgets.Status(state) : null),
                    ("Description", it.Description is { Length: > 0 } text ? Widgets.Text(text) : null),
                ("URL", function.Urls.Count > 0 ? Html.Of($"{function.Urls.Select(u => Url(page, u.Key, u.Value))}") : null),
                ("Log group", ResourceLinks.Group(page, GroupOf(function)) is { } group ? Widgets.Anchor(group, GroupOf(function))
                    : Html.Of($"{GroupOf(function)} (made with the first line)")),
                ("Role", Widgets.Code(it.Role)),
                    ("Layers", it.Layers is { Count: > 0 } layers ? Html.Of($"{layers.Select(l => Html.Of($"{Widgets.Code(l.Arn)}<br>"))}")
                        : null),
                ("Dead letters to", it.DeadLetterConfig?.TargetArn is { } dead ? ResourceLinks.Arn(page, dead) : null),
                ("On failure", Destinations(page, function, c => c.OnFailure?.Arn)),
                    ("On success", Destinations(page, function, c => c.OnSuccess?.Arn)),
                ("ARN", Widgets.Code(function.Arn)))}
            {(it.Environment?.Variables is { Count: > 0 } variables
                ? Widgets.Fold("variables", Html.Of($"{variables.Count} environment variables"),
                Widgets.Facts(variables.OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => (v.Key, (Html?)Widgets.Code(v.Value)))))
                    : Widgets.None)}
            """
        );
    }

    private static DateTimeOffset? Changed(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    private static Html Url(ConsoleRequest page, string qualifier, FunctionUrl url)
    {
        var address = $"{page.Endpoint}{FunctionUrlEndpoint.Path}/{url.Id}/";
        return Html.Of($"""<a href="{address}">{address}</a> {Widgets.Soft($"{url.AuthType} {qualifier}")}<br>""");
    }

    private static Html? Destinations(ConsoleRequest page, Function function, Func<Lambda.Settings.DestinationConfig, string?> which)
    {
        var arns = function
            .EventInvoke.Values.Select(e => e.DestinationConfig is { } config ? which(config) : null)
            .OfType<string>()
            .ToList();
        return arns.Count == 0 ? null : Html.Of($"{arns.Select(a => Html.Of($"{ResourceLinks.Arn(page, a)}<br>"))}");
    }

    private static Html Environments(ConsoleRequest page, LambdaService service, Function function)
    {
        var processes = service.Fleet.Processes(function.Name).Where(p => p.Scope == page.Scope).ToList();
        return Html.Of(
            $"""
            <h3>Environments</h3>
            {Widgets.Table("Environments", ["Process", "Version", "State", "Works at"], processes.Select(p => Widgets.Row(
                Html.Of($"pid {Widgets.Number(p.Id)}"), Widgets.Text(p.Version),
                    Widgets.Status(p.RequestId is not null ? "busy" : p.IsFrozen ? "frozen" : "idle"),
                Widgets.Text(p.RequestId))), Html.Of($"None runs: the next invocation starts one."))}
            """
        );
    }

    private static Html Concurrency(ConsoleRequest page, Function function) =>
        Html.Of(
            $"""
        {Widgets.Live("concurrency", Html.Of($"""
            <p>{(function.ReservedConcurrency is { } reserved
                ? Html.Of($"Reserved: {Widgets.Number(reserved)} at once{(reserved == 0 ? ", so every invocation is refused" : "")}.")
                : Html.Of($"None reserved: it shares the account's."))}
            {(function.Provisioned.Count > 0
                ? Html.Of($"Kept warm: {string.Join(", ", function.Provisioned.Select(p => $"{p.Value.Requested} of {p.Key}"))}.")
                    : Widgets.None)}</p>
            """))}
        {Forms.Of(page, "limit", "Reserve",
            Field.Number("reserved", "Invocations at once", function.ReservedConcurrency?.ToString(CultureInfo.InvariantCulture),
                "0 stops it")
            with
            { IsRequired = true })}
        {(function.ReservedConcurrency is null ? Widgets.None : Forms.Button(page, "unlimit", "Reserve nothing"))}
        """
        );

    private static Html Versions(ConsoleRequest page, Function function) =>
        function.Versions.Count == 0 && function.Aliases.Count == 0
            ? Widgets.None
            : Html.Of(
                $"""
        <h3>Versions and aliases</h3>
        {Widgets.Table("Versions and aliases", ["Name", "What", "Changed", "Description"],
        [
            .. function.Aliases.Values.Select(a =>
                Widgets.Row(Widgets.Text(a.Name), Widgets.Text(Alias(a)), Widgets.None, Widgets.Text(a.Description))),
            .. function.Versions.AsEnumerable().Reverse().Select(v => Widgets.Row(Widgets.Text(v.Number), Widgets.Text("version"),
                page.Time(Changed(v.Configuration.LastModified)), Widgets.Text(v.Configuration.Description))),
        ])}
        """
            );

    private static string Alias(Lambda.Aliases.AliasConfiguration alias) =>
        $"alias of {alias.FunctionVersion}{string.Concat((alias.RoutingConfig?.AdditionalVersionWeights ?? []).Select(w =>
            FormattableString.Invariant($", {w.Value:P0} to {w.Key}")))}";
}
