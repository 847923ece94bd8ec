namespace LocalCloud.Hosting.Run.Lifecycle;

/// <summary>One start of one instance.</summary>
sealed class RunningProcess(string name, string path, string kind)
{
    readonly TaskCompletionSource<long?> began = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly TaskCompletionSource<int?> ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly TaskCompletionSource deleted = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Name { get; } = name;
    public string Path { get; } = path;
    public string Kind { get; } = kind;

    /// <summary>Others keep their data in it.</summary>
    public bool IsServer { get; init; }

    /// <summary>Somebody asked for its end: that it ends is no failure.</summary>
    public bool IsStopping { get; set; }

    /// <summary>Both output streams, to their ends.</summary>
    public Task Output { get; set; } = Task.CompletedTask;

    public long? Pid => began.Task.IsCompletedSuccessfully ? began.Task.Result : null;
    public Task Began => began.Task;

    /// <summary>Its exit code; null when it could not be started or nobody knows.</summary>
    public Task<int?> Ended => ended.Task;

    /// <summary>DCP has forgotten it: its name is free.</summary>
    public Task Deleted => deleted.Task;

    public void SetDeleted() => deleted.TrySetResult();

    public bool TryBegin(long? pid) => began.TrySetResult(pid);

    public void End(int? exitCode)
    {
        ended.TrySetResult(exitCode);
        began.TrySetResult(null);
    }
}
