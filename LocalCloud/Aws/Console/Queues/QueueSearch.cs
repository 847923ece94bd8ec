using LocalCloud.Aws.Sqs;

namespace LocalCloud.Aws.WebConsole;

/// <summary>
/// Queues by a part of their name, messages by their id: those that wait by the whole of it, those of the history by a part too.
/// </summary>
internal static class QueueSearch
{
    private const int ShortestId = 6;

    public static IEnumerable<Hit> Find(ConsoleRequest page, string words) =>
        page.Host.Read(page.State<SqsState>("sqs"), state =>
            Names(page, state, words).Concat(words.Length < ShortestId ? [] : Messages(page, state, words)).Take(SearchView.Most).ToList()
        );

    private static IEnumerable<Hit> Names(ConsoleRequest page, SqsState state, string words) =>
        state
            .Queues.Values.Where(q => q.Name.Contains(words, StringComparison.OrdinalIgnoreCase))
            .Select(q => new Hit("Queue", q.Name, page.Link("queues", q.Name), $"{q.Total} messages"));

    private static IEnumerable<Hit> Messages(ConsoleRequest page, SqsState state, string words)
    {
        var waiting = Guid.TryParse(words, out var uid)
            ? state.Queues.Values.SelectMany(q => q.Messages.Where(m => m.Uid == uid).Select(m => (Queue: q, m.Id)))
            : [];
        var noted = state.Queues.Values.SelectMany(q =>
            q.History.Steps.Where(s => s.MessageId.Contains(words, StringComparison.OrdinalIgnoreCase))
                .Select(s => (Queue: q, Id: s.MessageId))
        );
        return waiting
            .Concat(noted)
            .Distinct()
            .Select(m => new Hit("Message", m.Id, page.Link("queues", m.Queue.Name, ("message", m.Id)), $"in {m.Queue.Name}"));
    }
}
