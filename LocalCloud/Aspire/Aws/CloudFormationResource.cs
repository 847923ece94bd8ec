using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.AWS.CloudFormation;

namespace LocalCloud.Aspire.Aws;

/// <summary>A stack: of a template, or (no template) one that is there.</summary>
internal sealed class CloudFormationResource(string name, string stackName, string? templatePath)
    : Resource(name),
        ICloudFormationTemplateResource,
        ICloudFormationStackResource
{
    private volatile TaskCompletionSource<ImmutableDictionary<string, string>> _deployed = New();

    public string StackName => stackName;
    public string TemplatePath => templatePath ?? "";
    public bool HasTemplate => templatePath is not null;
    public SortedDictionary<string, string> Parameters { get; } = new(StringComparer.Ordinal);
    public SortedDictionary<string, string> Tags { get; } = new(StringComparer.Ordinal);

    /// <summary>Who gets its outputs, as the manifest says it.</summary>
    public List<IResource> References { get; } = [];

    /// <summary>What plays AWS for it.</summary>
    public LocalStackResource? Aws { get; set; }

    /// <summary>The outputs, once the stack is there.</summary>
    public Task<ImmutableDictionary<string, string>> Deployed => _deployed.Task;

    public IReadOnlyDictionary<string, string>? Outputs => Deployed is { IsCompletedSuccessfully: true } done ? done.Result : null;

    public ICloudFormationTemplateResource AddParameter(string parameterName, string parameterValue)
    {
        Parameters[parameterName] = parameterValue;
        return this;
    }

    /// <summary>It is made anew, and whoever asks from now on waits for that.</summary>
    public void Begin()
    {
        if (_deployed.Task.IsCompleted)
            _deployed = New();
    }

    public void Complete(ImmutableDictionary<string, string> outputs) => _deployed.TrySetResult(outputs);

    public void Fail(Exception reason)
    {
        _deployed.TrySetException(reason);
        // Nobody may be waiting
        _ = _deployed.Task.Exception;
    }

    private static TaskCompletionSource<ImmutableDictionary<string, string>> New() =>
        new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <summary>A resource gets the outputs of a stack.</summary>
internal sealed class CloudFormationReferenceAnnotation : IResourceAnnotation;
