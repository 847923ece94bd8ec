using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using LocalCloud.Aspire.Aws;

namespace Aspire.Hosting.AWS.CloudFormation;

/// <summary>A CloudFormation stack.</summary>
public interface ICloudFormationResource : IResourceWithWaitSupport
{
    /// <summary>The stack's own name.</summary>
    string StackName { get; }

    /// <summary>What the stack gives to others, by name; null until it is there.</summary>
    IReadOnlyDictionary<string, string>? Outputs { get; }
}

/// <summary>A stack that is made from a template when the application starts.</summary>
public interface ICloudFormationTemplateResource : ICloudFormationResource
{
    /// <summary>Absolute.</summary>
    string TemplatePath { get; }

    /// <summary>Gives a parameter of the template its value.</summary>
    ICloudFormationTemplateResource AddParameter(string parameterName, string parameterValue);
}

/// <summary>A stack that is there already.</summary>
public interface ICloudFormationStackResource : ICloudFormationResource;

/// <summary>An output of a stack. Whoever gets it waits for the stack.</summary>
public sealed class StackOutputReference(string name, ICloudFormationResource resource)
    : IValueProvider,
        IManifestExpressionProvider,
        IValueWithReferences
{
    /// <summary>The output's name in the template.</summary>
    public string Name => name;

    /// <summary>The stack.</summary>
    public ICloudFormationResource Resource => resource;

    /// <inheritdoc/>
    public string ValueExpression => $"{{{Resource.Name}.output.{Name}}}";

    IEnumerable<object> IValueWithReferences.References => [Resource];

    /// <inheritdoc/>
    public async ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default)
    {
        var outputs = await ((CloudFormationResource)resource).Deployed.WaitAsync(cancellationToken).ConfigureAwait(false);
        if (outputs.TryGetValue(name, out var value))
            return value;
        var there = string.Join(", ", outputs.Keys.Order(StringComparer.Ordinal));
        throw new DistributedApplicationException($"The stack '{resource.StackName}' has no output '{name}'. It has: {there}.");
    }
}
