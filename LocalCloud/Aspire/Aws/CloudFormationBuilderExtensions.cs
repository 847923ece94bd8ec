using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.AWS;
using Aspire.Hosting.AWS.CloudFormation;
using LocalCloud.Aspire.Aws;

namespace Aspire.Hosting;

/// <summary>CloudFormation stacks of an application, under the names of Aspire.Hosting.AWS.</summary>
public static class CloudFormationBuilderExtensions
{
    private const string DefaultConfigSection = "AWS:Resources";

    /// <summary>Adds a stack that is made or brought up to date when the application starts.</summary>
    /// <param name="templatePath">YAML or JSON, relative to the AppHost's directory.</param>
    /// <param name="stackName">Null: the resource's name.</param>
    public static IResourceBuilder<ICloudFormationTemplateResource> AddAWSCloudFormationTemplate(
        this IDistributedApplicationBuilder builder,
        [ResourceName] string name,
        string templatePath,
        string? stackName = null
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(templatePath);
        var template = Path.GetFullPath(templatePath.Replace('\\', '/'), builder.AppHostDirectory);
        return Add<ICloudFormationTemplateResource>(builder, new(name, stackName ?? name, template));
    }

    /// <summary>Adds a stack that is there already: its outputs can be used.</summary>
    /// <param name="stackName">Null: the resource's name.</param>
    public static IResourceBuilder<ICloudFormationStackResource> AddAWSCloudFormationStack(
        this IDistributedApplicationBuilder builder,
        [ResourceName] string name,
        string? stackName = null
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        return Add<ICloudFormationStackResource>(builder, new(name, stackName ?? name, null));
    }

    /// <summary>Gives a parameter of the template its value.</summary>
    public static IResourceBuilder<ICloudFormationTemplateResource> WithParameter(
        this IResourceBuilder<ICloudFormationTemplateResource> builder,
        string parameterName,
        string parameterValue
    )
    {
        builder.Resource.AddParameter(parameterName, parameterValue);
        return builder;
    }

    /// <summary>Puts a tag on the stack and on what it makes.</summary>
    public static IResourceBuilder<ICloudFormationTemplateResource> WithTag(
        this IResourceBuilder<ICloudFormationTemplateResource> builder,
        string tagKey,
        string tagValue
    )
    {
        ((CloudFormationResource)builder.Resource).Tags[tagKey] = tagValue;
        return builder;
    }

    /// <summary>
    /// Says where a stack is made on AWS. The local AWS, where it is made here, needs neither a profile nor a region.
    /// </summary>
    public static IResourceBuilder<ICloudFormationTemplateResource> WithReference(
        this IResourceBuilder<ICloudFormationTemplateResource> builder,
        IAWSSDKConfig awsSdkConfig
    )
    {
        ArgumentNullException.ThrowIfNull(awsSdkConfig);
        return builder;
    }

    /// <summary>An output of the stack, for <see cref="WithEnvironment{T}"/> and for expressions.</summary>
    public static StackOutputReference GetOutput(this IResourceBuilder<ICloudFormationResource> builder, string name) =>
        new(name, builder.Resource);

    /// <summary>Gives a resource an output of a stack as a variable, and starts it when the stack is there.</summary>
    public static IResourceBuilder<T> WithEnvironment<T>(
        this IResourceBuilder<T> builder,
        string name,
        StackOutputReference stackOutputReference
    )
        where T : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(stackOutputReference);
        Refer(builder, (CloudFormationResource)stackOutputReference.Resource);
        return builder.WithEnvironment(context => context.EnvironmentVariables[name] = stackOutputReference);
    }

    /// <summary>
    /// Gives a resource every output of a stack as configuration (<c>AWS:Resources:NAME</c>), and starts it when the stack is there.
    /// </summary>
    public static IResourceBuilder<T> WithReference<T>(
        this IResourceBuilder<T> builder,
        IResourceBuilder<ICloudFormationResource> cloudFormationResourceBuilder,
        string configSection = DefaultConfigSection
    )
        where T : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(cloudFormationResourceBuilder);
        var stack = (CloudFormationResource)cloudFormationResourceBuilder.Resource;
        Refer(builder, stack);
        if (!builder.ApplicationBuilder.ExecutionContext.IsRunMode)
            return builder;
        return builder.WithEnvironment(async context =>
        {
            var prefix = configSection.Replace(":", "__", StringComparison.Ordinal);
            foreach (var (key, value) in await stack.Deployed.WaitAsync(context.CancellationToken).ConfigureAwait(false))
                context.EnvironmentVariables[$"{prefix}__{key}"] = value;
        });
    }

    private static IResourceBuilder<T> Add<T>(IDistributedApplicationBuilder builder, CloudFormationResource stack)
        where T : IResource
    {
        builder.Eventing.Subscribe<InitializeResourceEvent>(stack, (start, cancellationToken) =>
            new StackLife(stack, start.Services).BeginAsync(start, cancellationToken)
        );
        builder
            .AddResource(stack)
            .WithInitialState(
                new()
                {
                    ResourceType = "CloudFormation",
                    State = KnownResourceStates.Waiting,
                    Properties = StackProperties.Of(stack),
                }
            )
            .WithIconName("LayerDiagonal")
            .WithManifestPublishingCallback(context => StackManifest.Write(context, stack));
        return builder.CreateResourceBuilder((T)(IResource)stack);
    }

    private static void Refer<T>(IResourceBuilder<T> builder, CloudFormationResource stack)
        where T : IResource
    {
        builder.WithAnnotation(new CloudFormationReferenceAnnotation());
        if (!stack.References.Contains(builder.Resource))
            stack.References.Add(builder.Resource);
        var application = builder.ApplicationBuilder;
        if (application.ExecutionContext.IsRunMode && builder.Resource is IResourceWithWaitSupport waits)
            application.CreateResourceBuilder(waits).WaitFor(application.CreateResourceBuilder<IResource>(stack));
    }
}
