namespace LocalCloud.Aws.WebConsole;

/// <summary>What became of a form.</summary>
/// <param name="IsDone">False: the form is shown again as it was filled in, with the message.</param>
/// <param name="Name">Done: what is chosen from now on; null leaves it.</param>
/// <param name="IsGone">Done: what was chosen is no more.</param>
/// <param name="Answer">Shown above the page, which is shown again with it: an answer that nobody reloads.</param>
internal sealed record Outcome(bool IsDone, string Message, string? Name = null, bool IsGone = false, Html? Answer = null)
{
    /// <summary>Done: the page that the browser is sent to, where it is not the one that it came from.</summary>
    public string? Link { get; init; }

    /// <param name="chosen">name of what the page shows next; null: what it shows</param>
    public static Outcome Done(string message, string? chosen = null) => new(true, message, chosen);

    /// <summary>What was chosen is no more: the page shows the list.</summary>
    public static Outcome Gone(string message) => new(true, message, IsGone: true);

    public static Outcome Refused(string message) => new(false, message);

    public static Outcome Refused(AwsError error) => new(false, $"{error.Code}: {error.Message}");

    /// <summary>An answer to look at, with the form still filled in.</summary>
    public static Outcome Shown(string message, Html answer) => new(true, message, Answer: answer);
}
