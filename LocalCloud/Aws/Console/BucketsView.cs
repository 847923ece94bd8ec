using LocalCloud.Aws.S3;
using LocalCloud.Aws.S3.Buckets;
using LocalCloud.Aws.WebConsole.Buckets;

namespace LocalCloud.Aws.WebConsole;

/// <summary>Buckets; of one its objects as folders, each to be looked into, uploaded and deleted.</summary>
internal sealed class BucketsView : IConsoleView
{
    public string Id => "buckets";

    public string Title => "Buckets";

    public int? Count(ConsoleRequest page) => page.Host.Read(State(page), s => s.Buckets.Count);

    public async ValueTask<Html> ShowAsync(ConsoleRequest page)
    {
        if (page.Name is not { } name)
            return BucketList.Show(page);
        if (!Find(page, name))
            return Missing.Of(page, "bucket", name);
        return page.Value("key") is { } key
            ? await ObjectDetail.ShowAsync(page, name, key).ConfigureAwait(false)
            : BucketPage.Show(page, name);
    }

    public ValueTask<Outcome> ActAsync(ConsoleRequest page, ConsoleForm form) =>
        form.Action switch
        {
            "create" => BucketActions.CreateAsync(page, form),
            "empty" => BucketActions.EmptyAsync(page),
            "delete" => BucketActions.DeleteAsync(page),
            "versioning" => BucketActions.VersionAsync(page, form),
            "upload" => ObjectActions.UploadAsync(page, form),
            "remove" => ObjectActions.DeleteAsync(page, form),
            _ => new(Outcome.Refused($"Buckets have no {form.Action}.")),
        };

    public IEnumerable<Hit> Search(ConsoleRequest page, string words) =>
        page.Host.Read(State(page), s =>
            s.Buckets.Where(b => b.Row.Name.Contains(words, StringComparison.OrdinalIgnoreCase))
                .Select(b => new Hit("Bucket", b.Row.Name, page.Link(Id, b.Row.Name)))
                .Concat(
                    s.Buckets.SelectMany(b =>
                        b.Objects.From("")
                            .Where(o => o.Key.Contains(words, StringComparison.OrdinalIgnoreCase))
                            .Select(o => new Hit("Object", o.Key, page.Link(Id, b.Row.Name, ("key", o.Key)), b.Row.Name))
                    )
                )
                .Take(SearchView.Most)
                .ToList()
        );

    public static S3State State(ConsoleRequest page) => page.Host.Service<S3Service>().StateOf(page.Scope);

    public static bool Find(ConsoleRequest page, string name) => page.Host.Read(State(page), s => s.TryGetBucket(name, out _));

    /// <summary>Reads a bucket that is there.</summary>
    public static T Read<T>(ConsoleRequest page, string name, Func<Bucket, T> read)
        where T : class? => page.Host.Read(State(page), s => s.TryGetBucket(name, out var bucket) ? read(bucket) : null!);
}
