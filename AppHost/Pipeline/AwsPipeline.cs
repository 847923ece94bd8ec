// Pipelines are marked as experimental: https://aspire.dev/diagnostics/aspirepipelines001
#pragma warning disable ASPIREPIPELINES001, ASPIREPIPELINES004
using System.Diagnostics;
using Aspire.Hosting.Pipelines;
using LocalCloud.Deploy;
using LocalCloud.Deploy.Aws;
using LocalCloud.Manifest;
using LocalCloud.Publish;
using LocalCloud.Publish.Report;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting;

/// <summary>
/// The publisher as steps of Aspire's pipeline: <c>aspire publish</c> writes the template and the packages, <c>aspire deploy</c>
/// deploys them.
/// </summary>
static class AwsPipeline
{
    const string Publish = "publish-aws", Deploy = "deploy-aws", WritesManifest = "SERVERLESS_WRITES_MANIFEST";

    public static IDistributedApplicationBuilder PublishToAws(this IDistributedApplicationBuilder builder)
    {
        // The child that only writes the manifest publishes nothing itself
        if (!builder.ExecutionContext.IsPublishMode || Environment.GetEnvironmentVariable(WritesManifest) is not null) return builder;
        RefuseEveryStep(builder.Configuration);
        var appHost = Path.GetFileNameWithoutExtension(typeof(AwsPipeline).Assembly.Location);
        var name = builder.Configuration["Publish:Name"] ?? ApplicationName.OfAppHost(appHost, builder.AppHostDirectory);
        builder.Pipeline.AddStep(
            Publish,
            context => PublishAsync(context, Options(builder.Configuration, Folder(context), name)),
            requiredBy: WellKnownPipelineSteps.Publish);
        builder.Pipeline.AddStep(Deploy, DeployAsync, dependsOn: Publish, requiredBy: WellKnownPipelineSteps.Deploy);
        return builder;
    }

    // Without a step Aspire runs all that it knows, images for containers too, which nobody needs here and which want Docker
    static void RefuseEveryStep(IConfiguration configuration)
    {
        string[] asked = ["Pipeline:Step", "Pipeline:ListSteps", "Publishing:Publisher", "ASPIRE_BACKCHANNEL_PATH"];
        if (asked.Any(a => !string.IsNullOrEmpty(configuration[a]))) return;
        Console.Error.WriteLine(
            "Which step? 'aspire publish -o dist', or "
            + "'dotnet run --project AppHost -- --operation publish --step publish --output-path dist', "
            + "writes the template and the packages; 'aspire deploy' deploys them.");
        Environment.Exit(2);
    }

    static PublishOptions Options(IConfiguration configuration, string folder, string name)
    {
        var settings = configuration.GetSection("Publish");
        var options = new PublishOptions
        {
            OutputDirectory = folder,
            ApplicationName = name,
            Profile = Profile(settings["Profile"]),
            CheckPolicies = settings.GetValue("CheckPolicies", false),
            Aurora = settings.GetValue("Aurora", false),
            Build = settings.GetValue("Build", true),
            ExplainSize = settings["ExplainSize"],
            RequestsPerMonth = settings.GetValue("RequestsPerMonth", 1_000_000L),
            Tags = settings.GetSection("Tags").GetChildren().Where(t => t.Value is not null).ToDictionary(t => t.Key, t => t.Value!),
        };
        if (settings["Architecture"] is not { } architecture) return options;
        if (architecture is not ("x86_64" or "arm64"))
            throw new DistributedApplicationException($"Publish:Architecture must be x86_64 or arm64, not '{architecture}'.");
        return options with { Architecture = architecture };
    }

    static PublishProfile Profile(string? name) => name?.ToLowerInvariant() switch
    {
        null or "" or "production" => PublishProfile.Production,
        "test" => PublishProfile.Test,
        _ => throw new DistributedApplicationException($"Publish:Profile must be test or production, not '{name}'."),
    };

    static async Task PublishAsync(PipelineStepContext context, PublishOptions options)
    {
        Directory.CreateDirectory(options.OutputDirectory);
        var file = Path.Combine(options.OutputDirectory, "aspire-manifest.json");
        // The AppHost runs once more for it, which takes seconds
        Console.WriteLine("Writing the manifest ...");
        await WriteManifestAsync(file, context.CancellationToken);
        var (manifest, errors) = ManifestReader.ReadFile(file);
        if (manifest is null) throw new DistributedApplicationException(string.Join(Environment.NewLine, errors));
        if (await ConsolePublish.RunAsync(manifest, options, context.CancellationToken) != 0)
            throw new DistributedApplicationException("Not published: see above.");
    }

    // To AWS, or to where AWS_ENDPOINT_URL points; parameters come from parameters.json in the output folder
    static async Task DeployAsync(PipelineStepContext context)
    {
        var display = new LineDisplay(
            line => context.Logger.LogInformation("{Line}", line), line => context.Logger.LogError("{Line}", line));
        var request = new DeployRequest { Path = Folder(context), Target = new AwsTarget(), Yes = true };
        if (await Deployment.RunAsync(request, display, TimeProvider.System, context.CancellationToken) != ExitCodes.Done)
            throw new DistributedApplicationException("Not deployed: see above.");
    }

    static string Folder(PipelineStepContext context) =>
        context.Services.GetRequiredService<IPipelineOutputService>().GetOutputDirectory();

    // Aspire's own manifest, from the AppHost's documented command line
    static async Task WriteManifestAsync(string file, CancellationToken cancellation)
    {
        var appHost = typeof(AwsPipeline).Assembly.Location;
        string[] args = [appHost, "--operation", "publish", "--publisher", "manifest", "--output-path", file];
        var start = new ProcessStartInfo("dotnet", args) { WorkingDirectory = Path.GetDirectoryName(file) };
        start.Environment[WritesManifest] = "true";
        start.Environment.Remove("ASPIRE_BACKCHANNEL_PATH");
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync(cancellation);
        if (process.ExitCode != 0)
            throw new DistributedApplicationException($"The manifest cannot be written: exit code {process.ExitCode}.");
    }
}
