using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.AWS;
using LocalCloud.Aspire.Aws;
using LocalCloud.Aspire.Commands;
using LocalCloud.Aspire.Engines;
using LocalCloud.Aspire.Run;
using LocalCloud.Aspire.Settings;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting;

/// <summary>AWS on this machine: LocalCloud, under the names of LocalStack.Aspire.Hosting.</summary>
public static class LocalStackBuilderExtensions
{
    private const int DefaultPort = 4566;

    /// <summary>
    /// Adds AWS on this machine, left out of the manifest. Null, and so the real AWS, when the setting
    /// <c>LocalStack:UseLocalStack</c> is false.
    /// </summary>
    /// <param name="awsConfig">Region of stacks and clients, <c>us-east-1</c> without; the local AWS needs no profile.</param>
    public static IResourceBuilder<ILocalStackResource>? AddLocalStack(
        this IDistributedApplicationBuilder builder,
        [ResourceName] string name = "localstack",
        IAWSSDKConfig? awsConfig = null,
        Action<LocalStackContainerOptions>? configureContainer = null
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (!Refused.Unless(builder, () => SettingValue.Bool(builder.Configuration, "LocalStack:UseLocalStack", true)))
            return null;
        var options = new LocalStackContainerOptions();
        configureContainer?.Invoke(options);

        var region = awsConfig?.Region?.SystemName ?? AwsVariables.Region;
        var resource = new LocalStackResource(name, builder.AppHostDirectory) { Region = region };
        var local = builder.AddResource(resource).ExcludeFromManifest();
        if (!builder.ExecutionContext.IsRunMode)
            return local;
        // Tools look for it on its port; tests run side by side
        var asked = Refused.Unless(builder, () => SettingValue.Port(builder.Configuration, "LocalStack:Config:EdgePort"));
        var port = options.Port ?? asked ?? DefaultPort;
        // An isolated run keeps to what settings say
        if (options.Port is null && asked is not null)
            builder.Configuration[$"Ports:{name}"] ??= $"{asked}";
        var clock = ClockModes.Of(builder.Configuration);
        var enforces =
            options.EnforceIam || Refused.Unless(builder, () => SettingValue.Bool(builder.Configuration, "LocalCloud:EnforceIam", false));
        local
            .WithHttpEndpoint(name: LocalStackResource.EndpointName, isProxied: false)
            .WithEndpoint(LocalStackResource.EndpointName, e =>
            {
                e.TargetHost = "127.0.0.1";
                if (port > 0)
                    e.Port = e.TargetPort = port;
            })
            .WithArgs(async context =>
            {
                // The first run of all installs it, for the application's own databases; then stacks have theirs too
                await EngineFiles.Postgres.SettledAsync(context.CancellationToken).ConfigureAwait(false);
                var settings = context.ExecutionContext.Services.GetService<RunSettings>()
                    ?? throw new StartException($"'{name}' needs builder.UseEmbeddedEngines() in the AppHost.");
                foreach (var arg in Arguments(resource, settings, clock, enforces))
                    context.Args.Add(arg);
            })
            .WithOtlpExporter()
            .WithHttpHealthCheck("/_localcloud/health")
            .WithConsoleLinks()
            .WithClockCommand(clock)
            .WithQueueCommand()
            .WithFaultCommands()
            .WithResetCommand()
            .WithIconName("Cloud");
        foreach (var (variable, value) in options.AdditionalEnvironmentVariables)
            local.WithEnvironment(variable, value);
        return local;
    }

    /// <summary>
    /// Makes every stack of the application on the local AWS, and points its projects to it, so that none reaches for the real one by
    /// accident: the SDK's own variables, and the section of LocalStack.Client. A null builder changes nothing.
    /// </summary>
    public static IDistributedApplicationBuilder UseLocalStack(
        this IDistributedApplicationBuilder builder,
        IResourceBuilder<ILocalStackResource>? localStack
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (localStack?.Resource is not LocalStackResource aws || !builder.ExecutionContext.IsRunMode)
            return builder;
        // What is added after this line, too
        builder.Eventing.Subscribe<BeforeStartEvent>(
            (start, _) =>
            {
                foreach (var stack in start.Model.Resources.OfType<CloudFormationResource>())
                {
                    stack.Aws = aws;
                    stack.Annotations.Add(new ResourceRelationshipAnnotation(aws, "Reference"));
                }
                foreach (var client in start.Model.Resources.OfType<IResourceWithEnvironment>().Where(TalksToAws))
                    builder.CreateResourceBuilder(client).WithEnvironment(context => AwsVariables.Set(context.EnvironmentVariables, aws));
                return Task.CompletedTask;
            }
        );
        return builder;
    }

    private static bool TalksToAws(IResource resource) =>
        resource is ProjectResource || resource.HasAnnotationOfType<CloudFormationReferenceAnnotation>();

    private static IEnumerable<object> Arguments(LocalStackResource resource, RunSettings settings, ClockMode clock, bool enforces)
    {
        List<object> args =
        [
            settings.Programs.Of(EngineFiles.Server("LocalCloud.Aws")),
            "--port",
            resource.PrimaryEndpoint.Property(EndpointProperty.TargetPort),
            "--data",
            Directory.CreateDirectory(settings.Data(resource.Name)).FullName,
            "--redis-server",
            EngineFiles.Server("LocalCloud.Redis"),
        ];
        if (clock is not ClockMode.Real)
            args.AddRange(["--clock", clock.Text()]);
        if (enforces)
            args.Add("--enforce-iam");
        if (EngineFiles.Postgres.Exists)
            args.AddRange(["--postgres-home", EngineFiles.Postgres.Home]);
        return args;
    }
}
