namespace LocalCloud.Aws.WebConsole;

/// <summary>What there is of each service's API: the same as /_localcloud/coverage.</summary>
internal sealed class CoverageView : IConsoleView
{
    public string Id => "coverage";

    public string Title => "Coverage";

    public int? Count(ConsoleRequest page) => null;

    public ValueTask<Html> ShowAsync(ConsoleRequest page) =>
        new(
            Html.Of(
                $"""
                <p>From the code that dispatches, as JSON at <a href="/_localcloud/coverage"><code>/_localcloud/coverage</code></a>. What is unsupported answers an error that names it.</p>
                {page.Host.Services.Select(service => Table(service, page.Name))}
                """
            )
        );

    private static Html Table(Service service, string? chosen)
    {
        var operations = Coverage.Of(service).OrderBy(o => o.Name, StringComparer.Ordinal).ToList();
        return Html.Of(
            $"""
            <details {(service.Id == chosen ? "open" : "")}><summary>{service.Id}: {operations.Count(o =>
                o.Status == Coverage.Supported
            )} supported,
            {operations.Count(o => o.Status == Coverage.Partial)} partial, {operations.Count(o =>
                o.Status == Coverage.Unsupported
            )} unsupported</summary>
            {Widgets.Table("Coverage", ["Operation", "Status", "Missing"], operations.Select(Row))}</details>
            """
        );
    }

    private static Html Row(OperationCoverage operation) =>
        Html.Of(
            $"""
            <tr><td>{operation.Name}</td><td>{Widgets.Status(operation.Status)}</td><td>{operation.Missing}</td></tr>
            """
        );
}
