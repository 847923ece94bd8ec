using LocalCloud.Tune;
using LocalCloud.Tune.ColdStarts;
using LocalCloud.Tune.Results;

namespace Tune.Tests.Runs;

/// <summary>Remembers what a measurement has shown.</summary>
internal sealed class Recorder : ITuneDisplay, IColdStartDisplay
{
    public List<string> Lines { get; } = [];

    public List<string> Errors { get; } = [];

    public List<TuneProgress> Steps { get; } = [];

    public TuneResult? Result { get; private set; }

    public IReadOnlyList<ColdStartResult> Starts { get; private set; } = [];

    /// <summary>Is called with each step.</summary>
    public Action<TuneProgress> OnStep { get; init; } = _ => { };

    public string ErrorText => string.Join('\n', Errors);

    public void Say(string line) => Lines.Add(line);

    public void Error(string line) => Errors.Add(line);

    public Task<bool?> AskAsync(string question, CancellationToken cancellation) => Task.FromResult<bool?>(null);

    public Task FollowAsync(Func<Action<TuneProgress>, Task> run) =>
        run(step =>
        {
            lock (Steps)
                Steps.Add(step);
            OnStep(step);
        });

    public void Show(TuneResult result) => Result = result;

    public void Show(IReadOnlyList<ColdStartResult> results) => Starts = results;
}
