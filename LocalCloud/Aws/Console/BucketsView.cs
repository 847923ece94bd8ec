using LocalCloud.Aws.S3;
using LocalCloud.Aws.S3.Buckets;
using LocalCloud.Aws.Ses.Inbox;

namespace LocalCloud.Aws.WebConsole;

internal sealed class BucketsView : IConsoleView
{
    private const int Most = 200;

    public string Id => "buckets";

    public string Title => "Buckets";

    public int? Count(ConsoleRequest page) => page.Host.Read(State(page), s => s.Buckets.Count);

    public ValueTask<Html> ShowAsync(ConsoleRequest page) => new(page.Host.Read(State(page), state => Html.Of($"""
        {ConsoleRequest.Table(["Bucket", "Region", "Created", "Objects"], state.Buckets.Select(bucket => page.Row(bucket.Row.Name,
            ConsoleRequest.Text(bucket.Row.Region), ConsoleRequest.Time(bucket.Row.Created), ConsoleRequest.Number(bucket.Objects.Count))))}
        {(page.Name is { } name && state.TryGetBucket(name, out var chosen) ? Objects(chosen) : ConsoleRequest.Text(null))}
        """)));

    private static Html Objects(Bucket bucket) => Html.Of($"""
        <h2>{bucket.Row.Name}</h2>
        {ConsoleRequest.Table(["Key", "Size", "Type", "Last modified"], bucket.Objects.From("").Take(Most).Select(o => Html.Of($"""
            <tr><td>{o.Key}</td><td>{ConsoleRequest.Size(o.Value.Size)}</td><td>{o.Value.Attributes.Headers.GetValueOrDefault("content-type")}</td>
            <td>{ConsoleRequest.Time(o.Value.LastModified)}</td></tr>
            """)))}
        """);

    private static S3State State(ConsoleRequest page) => page.Host.Service<S3Service>().StateOf(page.Scope);
}
