using LocalCloud.Aws.ApiGateway;
using LocalCloud.Aws.ApiGateway.Stages;

namespace LocalCloud.Aws.WebConsole;

/// <summary>HTTP APIs with their routes, what answers them, and where to call them.</summary>
internal sealed class ApisView : IConsoleView
{
    public string Id => "apis";

    public string Title => "APIs";

    public int? Count(ConsoleRequest page) => page.Host.Read(page.State<ApiGatewayState>("apigateway"), s => s.Apis.Count);

    public ValueTask<Html> ShowAsync(ConsoleRequest page)
    {
        var links = new ArnLinks(page);
        return new(page.Host.Read(page.State<ApiGatewayState>("apigateway"), state => page.Name is null ? All(page, state)
                : Named(state, page.Name) is { } api ? One(page, api, links)
                : page.Missing("API", "All APIs")));
    }

    public IEnumerable<Hit> Search(ConsoleRequest page, string words) =>
        page.Host.Read(page.State<ApiGatewayState>("apigateway"), s =>
            s.Apis.Values.Where(a => Has(a.Api.Name, words) || Has(a.Api.ApiId, words) || a.Routes.Values.Any(r => Has(r.RouteKey, words)))
                .Select(a => new Hit("API", a.Api.Name, page.Link("apis", a.Api.ApiId), a.Api.ApiId))
                .Take(SearchView.Most)
                .ToList()
        );

    private static bool Has(string text, string words) => text.Contains(words, StringComparison.OrdinalIgnoreCase);

    private static ApiEntry? Named(ApiGatewayState state, string name) =>
        state.Apis.GetValueOrDefault(name) ?? state.Apis.Values.FirstOrDefault(a => a.Api.Name == name);

    private static Html All(ConsoleRequest page, ApiGatewayState state)
    {
        var (shown, pager) = page.Slice(state.Apis.Values, state.Apis.Count);
        return Html.Of(
            $"""
            {Widgets.Live("apis", Html.Of($"""
                {Widgets.Table("APIs", ["API", "Name", "Routes", "Stages", "URL"], shown.Select(api => page.Row(api.Api.ApiId,
                    Widgets.Text(api.Api.Name), Widgets.Number(api.Routes.Count), Widgets.Text(string.Join(", ", api.Stages.Keys)), Call(Url(page, api)))),
                    Html.Of($"There is no API yet: <code>aws apigatewayv2 create-api --name shop --protocol-type HTTP --target "
                        + $"FUNCTION-ARN</code>"))}
                {pager}
                {(state.Domains.Count == 0 ? Widgets.None : Html.Of($"""
                    <h2>Custom domain names</h2>
                    {Widgets.Table("Custom domain names", ["Name", "Mappings"], state.Domains.Values.Select(domain => Widgets.Row(Widgets.Text(domain.Row.Name),
                        Html.Of($"""{domain.Mappings.Values.Select(m => Html.Of($"/{m.ApiMappingKey} → {Widgets.Anchor(page.Link("apis", m.ApiId), m.ApiId!)} {m.Stage}<br>"))}"""))))}
                    """))}
                """))}
            """
        );
    }

    private static Html One(ConsoleRequest page, ApiEntry api, ArnLinks links) =>
        Html.Of(
            $"""
        {page.Back("All APIs")}
        <h2>{api.Api.Name}</h2>
        {Widgets.Live("api", Html.Of($"""
            {Widgets.Facts(("Id", Widgets.Code(api.Api.ApiId)), ("Description", api.Api.Description is { Length: > 0 } text ? Widgets.Text(text) : null), ("Created", page.Time(api.Api.CreatedDate)),
                ("CORS", api.Api.CorsConfiguration?.AllowOrigins is { Count: > 0 } origins ? Widgets.Text($"{string.Join(", ", origins)} "
                    + $"may call it") : null))}
            <h3>Stages</h3>
            {Widgets.Table("Stages", ["Stage", "URL", "Deployment", "Deploys by itself"], api.Stages.Values.Select(stage => Widgets.Row(Widgets.Text(stage.StageName),
                Call(Url(page, api, stage)), Widgets.Text(stage.DeploymentId), Widgets.Text(stage.AutoDeploy == true ? "yes" : "no"))),
                Html.Of($"Without a stage it cannot be called: <code>aws apigatewayv2 create-stage --api-id {api.Api.ApiId} --stage-name "
                    + $"'$default' --auto-deploy</code>"))}
            <h3>Routes</h3>
            {Widgets.Table("Routes", ["Route", "Answered by", "Authorization", ""], api.Routes.Values.OrderBy(r => r.RouteKey, StringComparer.Ordinal).Select(r => Row(page, api, r, links)),
                Html.Of($"It has no route, and answers 404 to everything."))}
            """))}
        """
        );

    private static Html Row(ConsoleRequest page, ApiEntry api, ApiGateway.Routes.Route route, ArnLinks links) =>
        Widgets.Row(
            Widgets.Code(route.RouteKey),
            Target(api, route, links),
            Html.Of(
                $"{route.AuthorizationType}{(api.Authorizers.GetValueOrDefault(route.AuthorizerId ?? "") is { } by ? Html.Of($" <small>{by.Name}</small>") : Widgets.None)}"
            ),
            // What a link can call: a GET whose path is complete.
            route.RouteKey.StartsWith("GET /", StringComparison.Ordinal)
            && !route.RouteKey.Contains('{', StringComparison.Ordinal)
            && api.Stages.Values.FirstOrDefault() is { } stage
                ? Html.Of(
                    $"""<a href="{Url(page, api, stage)}{route.RouteKey[4..]}">Call<span class="hidden"> {route.RouteKey}</span></a>"""
                )
                : Widgets.None
        );

    private static Html Target(ApiEntry api, ApiGateway.Routes.Route route, ArnLinks links)
    {
        if (api.Integration(route.Target) is not { } integration)
            return Widgets.Soft("nothing");
        // An ARN of a function can be wrapped into an invocation path.
        var uri = integration.IntegrationUri ?? "";
        var arn = uri.Contains("/functions/arn:", StringComparison.Ordinal)
            ? uri[(uri.IndexOf("/functions/", StringComparison.Ordinal) + 11)..].Replace("/invocations", "", StringComparison.Ordinal)
            : uri;
        return Html.Of(
            $"{(integration.IntegrationSubtype is { } subtype ? Widgets.Text(subtype) : links.Of(arn))} "
                + $"<small>{integration.IntegrationType}, {Widgets.Span((integration.TimeoutInMillis ?? 30000) / 1000.0)} at most</small>"
        );
    }

    private static string Url(ConsoleRequest page, ApiEntry api) => api.Api.At(page.Endpoint).ApiEndpoint!;

    private static string Url(ConsoleRequest page, ApiEntry api, Stage stage) =>
        Url(page, api) + (stage.StageName == Stage.Default ? "" : $"/{stage.StageName}");

    private static Html Call(string url) => Widgets.Anchor(url, url);
}
