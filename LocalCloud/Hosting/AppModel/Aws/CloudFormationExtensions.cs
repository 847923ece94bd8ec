using System.Collections.Immutable;
using LocalCloud.Hosting.Manifest;

namespace LocalCloud.Hosting;

public static class CloudFormationExtensions
{
    /// <summary>Adds a stack that is made or brought up to date when the application starts.</summary>
    /// <param name="templatePath">YAML or JSON, relative to the AppHost's directory.</param>
    /// <param name="stackName">Null: the resource's name.</param>
    public static IResourceBuilder<ICloudFormationTemplateResource> AddAWSCloudFormationTemplate(this IDistributedApplicationBuilder builder, string name, string templatePath, string? stackName = null)
    {
        var stack = new CloudFormationTemplateResource(name, stackName ?? name, Path.GetFullPath(templatePath.Replace('\\', '/'), builder.AppHostDirectory));
        return builder.AddResource(stack).WithManifestPublishingCallback(context =>
            new ManifestCloudFormation(name, stack.StackName, context.GetManifestRelativePath(stack.TemplatePath)) { References = References(stack) });
    }

    /// <summary>Adds a stack that is there already: its outputs can be used.</summary>
    public static IResourceBuilder<ICloudFormationStackResource> AddAWSCloudFormationStack(this IDistributedApplicationBuilder builder, string name, string? stackName = null)
    {
        var stack = new CloudFormationStackResource(name, stackName ?? name);
        return builder.AddResource(stack).WithManifestPublishingCallback(_ => new ManifestCloudFormation(name, stack.StackName, null) { References = References(stack) });
    }

    /// <summary>Gives a parameter of the template a value.</summary>
    public static IResourceBuilder<ICloudFormationTemplateResource> WithParameter(this IResourceBuilder<ICloudFormationTemplateResource> builder, string parameterName, string parameterValue)
    {
        builder.Resource.AddParameter(parameterName, parameterValue);
        return builder;
    }

    public static StackOutputReference GetOutput(this IResourceBuilder<ICloudFormationResource> builder, string name) => new(name, builder.Resource);

    /// <summary>Gives the resource one output of a stack.</summary>
    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name, StackOutputReference stackOutputReference) where T : IResourceWithEnvironment
    {
        stackOutputReference.Resource.Refer(builder.Resource, configSection: null);
        return builder.WithEnvironment(context => context.EnvironmentVariables[name] = stackOutputReference);
    }

    /// <summary>Gives the resource every output of a stack as configuration (<c>AWS:Resources:NAME</c>), and starts it when the stack is complete.</summary>
    public static IResourceBuilder<T> WithReference<T>(this IResourceBuilder<T> builder, IResourceBuilder<ICloudFormationResource> cloudFormationResourceBuilder, string configSection = "AWS:Resources")
        where T : IResourceWithEnvironment, IResourceWithWaitSupport
    {
        cloudFormationResourceBuilder.Resource.Refer(builder.Resource, configSection);
        return builder.WaitFor(cloudFormationResourceBuilder);
    }

    static void Refer(this ICloudFormationResource stack, IResource target, string? configSection) =>
        stack.Annotations.Add(new CloudFormationReferenceAnnotation(target, configSection));

    static ImmutableArray<string> References(IResource stack) => [.. stack.Annotations.OfType<CloudFormationReferenceAnnotation>().Select(r => r.Target.Name).Distinct()];
}
