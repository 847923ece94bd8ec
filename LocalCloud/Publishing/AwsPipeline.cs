// Pipelines are marked as experimental: https://aspire.dev/diagnostics/aspirepipelines001
#pragma warning disable ASPIREPIPELINES001, ASPIREPIPELINES004
using System.Diagnostics;
using System.Reflection;
using Aspire.Hosting.Pipelines;
using LocalCloud.AwsClients;
using LocalCloud.Deploy;
using LocalCloud.Manifest;
using LocalCloud.Publish;
using LocalCloud.Publish.Report;
using LocalCloud.Publishing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting;

/// <summary>
/// The publisher as steps of Aspire's pipeline: <c>aspire publish</c> writes the template and the packages, <c>aspire deploy</c>
/// deploys them.
/// </summary>
public static class AwsPipeline
{
    private const string Publish = "publish-aws",
        Deploy = "deploy-aws",
        WritesManifest = "SERVERLESS_WRITES_MANIFEST";

    /// <summary>
    /// Adds the steps <c>publish-aws</c> and <c>deploy-aws</c>. What is published can be said by settings: <c>Publish:Profile</c>
    /// (production, test), <c>Publish:Architecture</c> (x86_64, arm64), <c>Publish:Name</c>, <c>Publish:Tags</c>. Has no effect on a run.
    /// </summary>
    public static IDistributedApplicationBuilder PublishToAws(this IDistributedApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (!builder.ExecutionContext.IsPublishMode)
            return builder;
        builder.Services.AddHostedService<PipelineFailure>();
        // The child that only writes the manifest publishes nothing itself
        if (Environment.GetEnvironmentVariable(WritesManifest) is not null)
            return builder;
        RefuseEveryStep(builder.Configuration);
        var appHost = (builder.AppHostAssembly ?? Assembly.GetEntryAssembly()!).Location;
        var name = builder.Configuration["Publish:Name"]
            ?? ApplicationName.OfAppHost(Path.GetFileNameWithoutExtension(appHost), builder.AppHostDirectory);
        builder.Pipeline.AddStep(
            Publish,
            context => PublishAsync(context, appHost, PublishSettings.Read(builder.Configuration, Folder(context), name)),
            requiredBy: WellKnownPipelineSteps.Publish
        );
        builder.Pipeline.AddStep(Deploy, DeployAsync, dependsOn: Publish, requiredBy: WellKnownPipelineSteps.Deploy);
        return builder;
    }

    // Without a step Aspire runs all that it knows, images for containers too, which nobody needs here and which want Docker
    private static void RefuseEveryStep(IConfiguration configuration)
    {
        string[] asked = ["Pipeline:Step", "Pipeline:ListSteps", "Publishing:Publisher", "ASPIRE_BACKCHANNEL_PATH"];
        if (asked.Any(a => !string.IsNullOrEmpty(configuration[a])))
            return;
        Console.Error.WriteLine(
            "Which step? 'aspire publish -o dist', or "
                + "'dotnet run --project AppHost -- --operation publish --step publish --output-path ../dist', "
                + "writes the template and the packages; 'aspire deploy' deploys them."
        );
        Environment.Exit(2);
    }

    private static async Task PublishAsync(PipelineStepContext context, string appHost, PublishOptions options)
    {
        if (File.Exists(options.OutputDirectory))
            throw new DistributedApplicationException($"--output-path must be a folder, and {options.OutputDirectory} is a file.");
        Directory.CreateDirectory(options.OutputDirectory);
        var file = Path.Combine(options.OutputDirectory, "aspire-manifest.json");
        // The AppHost runs once more for it, which takes seconds
        Console.WriteLine("Writing the manifest ...");
        await WriteManifestAsync(appHost, file, context.CancellationToken);
        var (manifest, errors) = ManifestReader.ReadFile(file);
        if (manifest is null)
            throw new DistributedApplicationException(string.Join(Environment.NewLine, errors));
        if (await ConsolePublish.RunAsync(manifest, options, context.CancellationToken) != 0)
            throw new DistributedApplicationException("Not published: see above.");
    }

    // To AWS, or to where AWS_ENDPOINT_URL points; parameters come from parameters.json in the output folder
    private static async Task DeployAsync(PipelineStepContext context)
    {
        var display = new LineDisplay(
            line => context.Logger.LogInformation("{Line}", line),
            line => context.Logger.LogError("{Line}", line)
        );
        var request = new DeployRequest
        {
            Path = Folder(context),
            Target = new AwsTarget(),
            Yes = true,
        };
        if (await Deployment.RunAsync(request, display, TimeProvider.System, context.CancellationToken) != ExitCodes.Done)
            throw new DistributedApplicationException("Not deployed: see above.");
    }

    private static string Folder(PipelineStepContext context) =>
        context.Services.GetRequiredService<IPipelineOutputService>().GetOutputDirectory();

    // Aspire's own manifest, from the AppHost's documented command line
    private static async Task WriteManifestAsync(string appHost, string file, CancellationToken cancellation)
    {
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
