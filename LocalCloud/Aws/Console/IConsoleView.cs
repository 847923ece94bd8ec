namespace LocalCloud.Aws.WebConsole;

/// <summary>One page of the console.</summary>
internal interface IConsoleView
{
    string Id { get; }

    string Title { get; }

    /// <summary>How many there are of what the view shows; null when that says nothing.</summary>
    int? Count(ConsoleRequest page);

    ValueTask<Html> ShowAsync(ConsoleRequest page);

    /// <summary>A form of the view was sent.</summary>
    ValueTask<Outcome> ActAsync(ConsoleRequest page, ConsoleForm form) =>
        new(Outcome.Refused($"There is nothing here that is called {form.Action}."));

    /// <summary>What of the view's has these letters in its name or in what it is about; up to <see cref="SearchView.Most"/>.</summary>
    IEnumerable<Hit> Search(ConsoleRequest page, string words) => [];
}

/// <summary>Something that was searched for.</summary>
/// <param name="Kind">Queue, table, message, ...</param>
/// <param name="Detail">What else to know it by; null for nothing.</param>
internal sealed record Hit(string Kind, string Name, string Link, string? Detail = null);
