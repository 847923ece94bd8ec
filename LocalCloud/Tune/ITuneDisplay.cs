using LocalCloud.Tune.Results;

namespace LocalCloud.Tune;

/// <summary>Where a measurement shows what it does.</summary>
internal interface ITuneDisplay : IMessages
{
    /// <summary>A question to be answered with yes or no; null where nobody can be asked.</summary>
    Task<bool?> AskAsync(string question, CancellationToken cancellation);

    void Show(TuneResult result);
}

/// <param name="What">What is done now, as <c>512 MB</c>.</param>
/// <param name="Done">Invocations, of all sizes.</param>
/// <param name="Total">Invocations.</param>
/// <param name="Left">null until there is something to judge by.</param>
internal readonly record struct TuneProgress(string What, int Done, int Total, TimeSpan? Left);
