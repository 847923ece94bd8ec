using LocalCloud.Publish;
using LocalCloud.Publish.Report;
using Microsoft.Extensions.Configuration;

namespace LocalCloud.Hosting;

/// <summary><c>--operation publish --output-path dist</c>: the template and the packages for AWS, from the manifest of this AppHost.</summary>
static class AwsPublisher
{
    /// <returns>The process's exit code: 0, 1 when something is refused or fails, 2 for wrong settings.</returns>
    public static async Task<int> PublishAsync(IReadOnlyCollection<IResource> model, DistributedApplicationBuilder builder, CancellationToken cancellationToken)
    {
        var (manifest, _) = await ManifestBuilder.BuildAsync(model, builder.ExecutionContext, builder.AppHostDirectory, cancellationToken);
        var settings = builder.Configuration.GetSection("Publish");
        var options = new PublishOptions
        {
            OutputDirectory = Path.GetFullPath(builder.Arguments.OutputPath ?? "dist"),
            ApplicationName = settings["Name"] ?? ApplicationName.OfAppHost(builder.AppHost.Name, builder.AppHostDirectory),
            Aurora = settings.GetValue("Aurora", false),
            Build = settings.GetValue("Build", true),
            RequestsPerMonth = settings.GetValue("RequestsPerMonth", 1_000_000L),
            Tags = settings.GetSection("Tags").GetChildren().Where(t => t.Value is not null).ToDictionary(t => t.Key, t => t.Value!),
        };
        if (settings["Architecture"] is { } architecture)
        {
            if (architecture is not ("x86_64" or "arm64"))
            {
                Console.Error.WriteLine($"Publish:Architecture must be x86_64 or arm64, not '{architecture}'.");
                return 2;
            }
            options = options with { Architecture = architecture };
        }
        return await ConsolePublish.RunAsync(manifest, options, cancellationToken);
    }
}
