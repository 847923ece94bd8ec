using LocalCloud.AwsClients.CloudFormation;
using LocalCloud.Deploy;

namespace Cli.Tests.Deploy;

/// <summary>Keeps what a deployment shows.</summary>
internal sealed class Recorder : IDeployDisplay
{
    public int ExitCode { get; set; }

    public List<string> Lines { get; } = [];

    public List<string> Errors { get; } = [];

    public List<Upload> Uploads { get; } = [];

    public IReadOnlyList<Change> Changes { get; private set; } = [];

    public List<StackEvent> Events { get; } = [];

    public IReadOnlyList<StackEvent> Failed { get; private set; } = [];

    public IReadOnlyDictionary<string, string> Result { get; private set; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, string> Fates { get; private set; } = new Dictionary<string, string>();

    public Action<StackEvent>? OnEvent { get; init; }

    /// <summary>Everything, for what must not be in it.</summary>
    public string Text =>
        string.Join(
            '\n',
            [.. Lines, .. Errors, .. Changes.SelectMany(c => c.Properties).Select(p => p.ToString()), .. Events.Select(e => e.ToString())]
        );

    public void Say(string line) => Lines.Add(line);

    public void Error(string line) => Errors.Add(line);

    public Task<bool?> AskAsync(string question, CancellationToken cancellation) => Task.FromResult<bool?>(null);

    public Task UploadAsync(IReadOnlyList<Upload> uploads, Func<Action<int, long>, Task> send)
    {
        Uploads.AddRange(uploads);
        return send((_, _) => { });
    }

    public void Plan(IReadOnlyList<Change> changes) => Changes = changes;

    public Task<T> FollowAsync<T>(Func<Action<StackEvent>, Task<T>> follow) =>
        follow(e =>
        {
            Events.Add(e);
            OnEvent?.Invoke(e);
        });

    public void Failures(IReadOnlyList<StackEvent> failures) => Failed = failures;

    public void Outputs(IReadOnlyList<StackOutput> outputs) => Result = outputs.ToDictionary(o => o.Key, o => o.Value);

    public void Removal(IReadOnlyList<(StackResource Resource, string Policy)> resources) =>
        Fates = resources.ToDictionary(r => r.Resource.LogicalId, r => r.Policy);
}
