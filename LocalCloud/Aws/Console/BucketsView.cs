using LocalCloud.Aws.S3;
using LocalCloud.Aws.S3.Buckets;

namespace LocalCloud.Aws.WebConsole;

internal sealed class BucketsView : IConsoleView
{
    private const int Most = 200;

    public string Id => "buckets";

    public string Title => "Buckets";

    public int? Count(ConsoleRequest page) => page.Host.Read(State(page), s => s.Buckets.Count);

    public ValueTask<Html> ShowAsync(ConsoleRequest page) => new(page.Host.Read(State(page), state => Html.Of($"""
        {Widgets.Table("Buckets", ["Bucket", "Region", "Created", "Objects"], state.Buckets.Select(bucket => page.Row(bucket.Row.Name,
            Widgets.Text(bucket.Row.Region), page.Time(bucket.Row.Created), Widgets.Number(bucket.Objects.Count))))}
        {(page.Name is { } name && state.TryGetBucket(name, out var chosen) ? Objects(page, chosen) : Widgets.Text(null))}
        """)));

    private static Html Objects(ConsoleRequest page, Bucket bucket) => Html.Of($"""
        <h2>{bucket.Row.Name}</h2>
        {Widgets.Table("Buckets", ["Key", "Size", "Type", "Last modified"], bucket.Objects.From("").Take(Most).Select(o => Html.Of($"""
            <tr><td>{o.Key}</td><td>{Widgets.Size(o.Value.Size)}</td><td>{o.Value.Attributes.Headers.GetValueOrDefault("content-type")}</td>
            <td>{page.Time(o.Value.LastModified)}</td></tr>
            """)))}
        """);

    private static S3State State(ConsoleRequest page) => page.Host.Service<S3Service>().StateOf(page.Scope);
}
