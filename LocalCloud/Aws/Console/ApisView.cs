using LocalCloud.Aws.ApiGateway;
using LocalCloud.Aws.ApiGateway.Stages;

namespace LocalCloud.Aws.WebConsole;

/// <summary>HTTP APIs with their routes and where to call them.</summary>
internal sealed class ApisView : IConsoleView
{
    public string Id => "apis";

    public string Title => "APIs";

    public int? Count(ConsoleRequest page) => page.Host.Read(page.State<ApiGatewayState>("apigateway"), s => s.Apis.Count);

    public ValueTask<Html> ShowAsync(ConsoleRequest page) => new(page.Host.Read(page.State<ApiGatewayState>("apigateway"), state => Html.Of($"""
        {Widgets.Table("APIs", ["API", "Name", "Routes", "Stages", "URL"], state.Apis.Values.Select(api => page.Row(api.Api.ApiId,
            Widgets.Text(api.Api.Name), Widgets.Number(api.Routes.Count), Widgets.Text(string.Join(", ", api.Stages.Keys)), Url(page, api))))}
        {(page.Name is { } name && state.Apis.TryGetValue(name, out var chosen) ? Details(page, chosen) : Html.Of($""))}
        <h2>Custom domain names</h2>
        {Widgets.Table("APIs", ["Name", "Mappings"], state.Domains.Values.Select(domain => Html.Of($"""
            <tr><td>{domain.Row.Name}</td><td>{string.Join(", ", domain.Mappings.Values.Select(m => $"/{m.ApiMappingKey} → {m.ApiId} {m.Stage}"))}</td></tr>
            """)))}
        """)));

    private static Html Details(ConsoleRequest page, ApiEntry api) => Html.Of($"""
        <h2>Stages</h2>
        {Widgets.Table("APIs", ["Stage", "URL", "Deployment", "Automatic"], api.Stages.Values.Select(stage => Html.Of($"""
            <tr><td>{stage.StageName}</td><td>{Widgets.Code(api.Api.At(page.Endpoint).ApiEndpoint + (stage.StageName == Stage.Default ? "" : $"/{stage.StageName}"))}</td>
            <td>{stage.DeploymentId}</td><td>{(stage.AutoDeploy == true ? "yes" : "no")}</td></tr>
            """)))}
        <h2>Routes</h2>
        {Widgets.Table("APIs", ["Route", "Integration", "Authorization"], api.Routes.Values.OrderBy(r => r.RouteKey, StringComparer.Ordinal).Select(route => Html.Of($"""
            <tr><td>{Widgets.Code(route.RouteKey)}</td><td>{Target(api, route)}</td><td>{route.AuthorizationType}</td></tr>
            """)))}
        """);

    private static string? Target(ApiEntry api, ApiGateway.Routes.Route route) =>
        api.Integration(route.Target) is not { } integration ? "none" : integration.IntegrationSubtype ?? $"{integration.IntegrationType} {integration.IntegrationUri}";

    private static Html Url(ConsoleRequest page, ApiEntry api) => Widgets.Code(api.Api.At(page.Endpoint).ApiEndpoint);
}
