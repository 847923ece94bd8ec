using LocalCloud.Aws.Lambda;
using LocalCloud.Aws.Ses.Inbox;

namespace LocalCloud.Aws.WebConsole;

internal sealed class OverviewView : IConsoleView
{
    public string Id => "overview";

    public string Title => "Overview";

    public int? Count(ConsoleRequest page) => null;

    public ValueTask<Html> ShowAsync(ConsoleRequest page) => new(Html.Of($"""
        <p>Every service answers at <code>{page.Endpoint}</code>. Point a client at it:</p>
        <pre>export AWS_ENDPOINT_URL={page.Endpoint} AWS_REGION={page.Scope.Region} AWS_ACCESS_KEY_ID={page.Scope.Account} AWS_SECRET_ACCESS_KEY=any</pre>
        {CostText.Of(page.Host.Services.OfType<LambdaService>().FirstOrDefault()?.Costs.Of(page.Scope) ?? default)}
        <div class="cards">{page.Host.Services.Select(Card)}</div>
        <p class="soft">{(page.Host.DataDirectory is { } data ? $"Data is kept in {data}." : "Nothing is kept: this emulator runs in memory.")}</p>
        """));

    private static Html Card(Service service)
    {
        var supported = service.Operations.Select(o => o.Name).Concat((service as RestService)?.RestOperations ?? []).Distinct().Count();
        return Html.Of($"""
            <section class="card"><h2>{service.Id}</h2><p>{ConsoleRequest.Status("running")}</p><p class="soft">{supported} operations</p></section>
            """);
    }
}
