using System.Reflection;
using Scalar.AspNetCore;

namespace Api;

/// <summary>
/// The OpenAPI document, and the page that shows it. The page is all this service's own: it asks nobody else for anything.
/// </summary>
internal static class ApiReference
{
    private const string Title = "Serverless.Aspire shop";

    private static readonly string Version = typeof(ApiReference)
        .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
        .InformationalVersion.Split('+')[0];

    public static void AddApiReference(this IServiceCollection services) =>
        services.AddOpenApi(options =>
            options.AddDocumentTransformer(
                (document, _, _) =>
                {
                    (document.Info.Title, document.Info.Version) = (Title, Version);
                    document.Info.Description = "Orders of payments, reports, images, users and sessions.";
                    return Task.CompletedTask;
                }
            )
        );

    public static void MapApiReference(this IEndpointRouteBuilder app)
    {
        app.MapOpenApi();

        // What Scalar adds by itself leads to its maker's cloud, or fetches from there.
        app.MapScalarApiReference("/scalar", options =>
            options
                .WithTitle($"{Title} {Version}")
                .DisableDefaultFonts()
                .DisableTelemetry()
                .DisableAgent()
                .DisableMcp()
                .HideClientButton()
                .HideDeveloperTools()
        );
    }
}
