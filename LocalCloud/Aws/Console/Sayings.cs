using System.Collections.Concurrent;

namespace LocalCloud.Aws.WebConsole;

/// <summary>
/// What is said after a form was done, to the page that the browser is sent on to. The address has only its number: nobody can send a link
/// that makes the console say something.
/// </summary>
internal sealed class Sayings
{
    private const int Most = 200;

    private readonly ConcurrentQueue<(string Id, string Text)> _all = [];

    public string Add(string text)
    {
        var id = RandomId.New().ToString("N");
        _all.Enqueue((id, text));
        while (_all.Count > Most)
            _all.TryDequeue(out _);
        return id;
    }

    public string? Find(string? id) => id is null ? null : _all.FirstOrDefault(s => s.Id == id).Text;
}
