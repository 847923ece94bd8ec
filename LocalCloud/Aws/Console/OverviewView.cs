using LocalCloud.Aws.Lambda;

namespace LocalCloud.Aws.WebConsole;

internal sealed class OverviewView : IConsoleView
{
    public string Id => "overview";

    public string Title => "Overview";

    public int? Count(ConsoleRequest page) => null;

    public ValueTask<Html> ShowAsync(ConsoleRequest page) =>
        new(
            Html.Of(
                $"""
                <p>Every service answers at <code>{page.Endpoint}</code>. Point a client at it:</p>
                <pre class="block" tabindex="0">{Environment(page)}</pre>
                <p class="soft">For the AWS CLI v2 (from 2.13), Terraform, CDK and every AWS SDK of today. The AWS CLI v1 follows it too, but for SQS, where it takes
                its own address: there write <code>aws --endpoint-url {page.Endpoint} sqs …</code> (seen with 1.45.11).</p>
                {Widgets.Live(
                    "cost",
                    CostText.Of(page.Host.Services.OfType<LambdaService>().FirstOrDefault()?.Costs.Of(page.Scope) ?? default)
                )}
                {Widgets.Live(
                    "cards",
                    Html.Of(
                        $"""<div class="cards">{ConsoleViews.All.Where(v => v.Count(page) is not null).Select(v => Card(page, v))}</div>"""
                    )
                )}
                <p class="soft">{(
                    page.Host.DataDirectory is { } data ? $"Data is kept in {data}." : "Nothing is kept: this emulator runs in memory."
                )}
                {page.Host.Services.Count} services, <a href="{page.Link(
                    "coverage"
                )}">what they can</a>. What the pages tell of the past (invocations, deliveries,
                steps of messages) is kept in memory and begins with this process.</p>
                """
            )
        );

    private static string Environment(ConsoleRequest page) =>
        string.Join(
            '\n',
            $"export AWS_ENDPOINT_URL={page.Endpoint}",
            $"export AWS_REGION={page.Scope.Region} AWS_DEFAULT_REGION={page.Scope.Region}",
            $"export AWS_ACCESS_KEY_ID={page.Scope.Account} AWS_SECRET_ACCESS_KEY=any"
        );

    private static Html Card(ConsoleRequest page, IConsoleView view) =>
        Html.Of(
            $"""
            <a class="card" href="{page.Link(view.Id)}"><strong>{view.Title}</strong><span class="number">{view.Count(
                page
            )?.ToString()}</span></a>
            """
        );
}
