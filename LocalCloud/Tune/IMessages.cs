namespace LocalCloud.Tune;

/// <summary>Where lines go.</summary>
internal interface IMessages
{
    void Say(string line);

    void Error(string line);

    /// <param name="run">Is given a function that takes each step as it is done.</param>
    Task FollowAsync(Func<Action<TuneProgress>, Task> run);
}
