// Compiled in the configuration Aspire alone. Pipelines are marked as experimental: https://aspire.dev/diagnostics/aspirepipelines001
#pragma warning disable ASPIREPIPELINES001, ASPIREPIPELINES004
using System.Diagnostics;
using Aspire.Hosting.Pipelines;
using LocalCloud.Deploy;
using LocalCloud.Deploy.Aws;
using LocalCloud.Manifest;
using LocalCloud.Publish;
using LocalCloud.Publish.Report;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LocalCloud.Hosting;

/// <summary>The publisher as steps of Aspire's pipeline: <c>aspire publish</c> writes the template and the packages, <c>aspire deploy</c> deploys them.</summary>
static class AwsPipeline
{
    const string Publish = "publish-aws", Deploy = "deploy-aws", WritesManifest = "SERVERLESS_WRITES_MANIFEST";

    public static IDistributedApplicationBuilder PublishToAws(this IDistributedApplicationBuilder builder)
    {
        // The child that only writes the manifest publishes nothing itself
        if (Environment.GetEnvironmentVariable(WritesManifest) is not null) return builder;
        var name = ApplicationName.OfAppHost(Path.GetFileNameWithoutExtension(typeof(AwsPipeline).Assembly.Location), builder.AppHostDirectory);
        builder.Pipeline.AddStep(Publish, context => PublishAsync(context, name), requiredBy: WellKnownPipelineSteps.Publish);
        builder.Pipeline.AddStep(Deploy, DeployAsync, dependsOn: Publish, requiredBy: WellKnownPipelineSteps.Deploy);
        return builder;
    }

    static async Task PublishAsync(PipelineStepContext context, string name)
    {
        var folder = Folder(context);
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, "aspire-manifest.json");
        await WriteManifestAsync(file, context.CancellationToken);
        var (manifest, errors) = ManifestReader.ReadFile(file);
        if (manifest is null) throw new DistributedApplicationException(string.Join(Environment.NewLine, errors));
        var options = new PublishOptions { OutputDirectory = folder, ApplicationName = name };
        if (await ConsolePublish.RunAsync(manifest, options, context.CancellationToken) != 0) throw new DistributedApplicationException("Not published: see above.");
    }

    // To AWS, or to where AWS_ENDPOINT_URL points; parameters come from parameters.json in the output folder
    static async Task DeployAsync(PipelineStepContext context)
    {
        var display = new LineDisplay(line => context.Logger.LogInformation("{Line}", line), line => context.Logger.LogError("{Line}", line));
        var request = new DeployRequest { Path = Folder(context), Target = new AwsTarget(), Yes = true };
        if (await Deployment.RunAsync(request, display, TimeProvider.System, context.CancellationToken) != ExitCodes.Done)
            throw new DistributedApplicationException("Not deployed: see above.");
    }

    static string Folder(PipelineStepContext context) => context.Services.GetRequiredService<IPipelineOutputService>().GetOutputDirectory();

    // Aspire's own manifest, from the AppHost's documented command line
    static async Task WriteManifestAsync(string file, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(AwsPipeline).Assembly.Location, "--operation", "publish", "--publisher", "manifest", "--output-path", file]);
        start.Environment[WritesManifest] = "true";
        start.Environment.Remove("ASPIRE_BACKCHANNEL_PATH");
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync(cancellation);
        if (process.ExitCode != 0) throw new DistributedApplicationException($"The manifest cannot be written: exit code {process.ExitCode}.");
    }
}
