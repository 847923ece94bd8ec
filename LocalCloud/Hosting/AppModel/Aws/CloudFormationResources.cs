namespace LocalCloud.Hosting;

/// <summary>A CloudFormation stack.</summary>
public interface ICloudFormationResource : IResource
{
    string StackName { get; }
}

/// <summary>A stack that is made from a template when the application starts.</summary>
public interface ICloudFormationTemplateResource : ICloudFormationResource
{
    /// <summary>Absolute.</summary>
    string TemplatePath { get; }
    ICloudFormationTemplateResource AddParameter(string parameterName, string parameterValue);
}

/// <summary>A stack that is there already.</summary>
public interface ICloudFormationStackResource : ICloudFormationResource;

sealed class CloudFormationTemplateResource(string name, string stackName, string templatePath) : Resource(name), ICloudFormationTemplateResource
{
    public string StackName => stackName;
    public string TemplatePath => templatePath;
    public Dictionary<string, string> Parameters { get; } = [];

    public ICloudFormationTemplateResource AddParameter(string parameterName, string parameterValue)
    {
        Parameters[parameterName] = parameterValue;
        return this;
    }
}

sealed class CloudFormationStackResource(string name, string stackName) : Resource(name), ICloudFormationStackResource
{
    public string StackName => stackName;
}

/// <summary>An output of a stack.</summary>
public sealed class StackOutputReference(string name, ICloudFormationResource resource) : IValueProvider, IManifestExpressionProvider, IValueWithReferences
{
    public string Name => name;
    public ICloudFormationResource Resource => resource;
    public string ValueExpression => $"{{{Resource.Name}.output.{Name}}}";
    public IEnumerable<object> References => [Resource];

    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) =>
        throw new InvalidOperationException($"{ValueExpression} is known to the resources that get it, once the stack has been made; the AppHost does not see it.");
}

/// <summary>A resource gets outputs of the stack, all of them under a configuration section or (no section) some by name.</summary>
sealed class CloudFormationReferenceAnnotation(IResource target, string? configSection) : IResourceAnnotation
{
    public IResource Target => target;
    public string? ConfigSection => configSection;
}
