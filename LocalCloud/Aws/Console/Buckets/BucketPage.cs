using System.Globalization;
using LocalCloud.Aws.S3.Buckets;
using LocalCloud.Aws.S3.Objects;

namespace LocalCloud.Aws.WebConsole.Buckets;

/// <summary>One bucket, a folder at a time: "/" divides keys.</summary>
internal static class BucketPage
{
    public static Html Show(ConsoleRequest page, string name)
    {
        var prefix = page.Value("prefix") ?? "";
        // Links look into the states of other services, which is not done under this one's gate
        var (bucket, listing, sums) = page.Host.Read(BucketsView.State(page), state =>
            state.TryGetBucket(name, out var found)
                ? (
                    found,
                    Listing<StoredObject>.Of(found.Objects, prefix, "/", page.Value("after") ?? "", ConsoleRequest.PageSize),
                    Sums.Of(found)
                )
                : (null, null, default)
        );
        if (bucket is null)
            return Missing.Of(page, "bucket", name);
        return Html.Of(
            $"""
            <h2>{name}</h2>
            {Widgets.Live("bucket", Facts(page, bucket, sums))}
            <h3>Objects</h3>
            {Crumbs(page, name, prefix)}
            {Forms.Ask(page, "Show", new Field("prefix", "Keys that begin with", Hint: "As orders/2026-"))}
            {Widgets.Live("objects", Html.Of($"""
                {Widgets.Table("Objects", ["Name", "Size", "Type", "Last modified", "Download"], Rows(page, name, prefix, listing!),
                    Empty(prefix))}
                {Pager(page, listing!)}
                """))}
            {Forms.Folded(page, "Upload a file", "upload", "Upload",
                Field.File("file", "File",
                    $"Up to {Widgets.Size(UploadLimit.Bytes)}; larger ones with aws s3 cp") with
                { IsRequired = true },
                new Field("folder", "Key prefix", prefix, "The key is this and the file's name"),
                new Field("type", "Content type", Hint: "Empty: as the browser says"))}
            {Versioning(page, bucket)}
            {Forms.Danger(page, "empty", "Empty the bucket", $"All {sums.Objects} objects of {name} are deleted, with all their versions.")}
            {Forms.Danger(page, "delete", "Delete the bucket", $"{name} goes. It has to be empty.")}
            """
        );
    }

    /// <summary>The way from the bucket to a folder, each step a link.</summary>
    public static Html Crumbs(ConsoleRequest page, string bucket, string prefix)
    {
        var parts = prefix.Split('/', StringSplitOptions.None);
        var steps = new List<Html> { Widgets.Anchor(page.Link("buckets", bucket), bucket) };
        var so = "";
        foreach (var part in parts.SkipLast(1))
        {
            so += part + "/";
            steps.Add(
                Html.Of(
                    $"""<span aria-hidden="true">/</span><a href="{page.Link("buckets", bucket,
                ("prefix", so))}">{(part.Length == 0 ? "(empty)" : part)}</a>"""
                )
            );
        }
        return Html.Of($"""<nav class="crumbs" aria-label="Folders">{steps}</nav>""");
    }

    private static Html Facts(ConsoleRequest page, Bucket bucket, Sums sums) =>
        Widgets.Facts(
            ("Objects", Html.Of($"{Widgets.Number(sums.Objects)}, {Widgets.Size(sums.Bytes)}")),
            ("Region", Widgets.Text(bucket.Row.Region)),
            ("Created", page.Time(bucket.Row.Created)),
            (
                "Versions",
                Widgets.Text(
                    bucket.Versioning switch
                    {
                        null => "not kept",
                        "Enabled" => "kept",
                        _ => "kept before, no longer",
                    }
                )
            ),
            ("Tells", Told(page, bucket)),
            ("Unfinished uploads", sums.Uploads > 0 ? Widgets.Number(sums.Uploads) : null),
            (
                "Settings",
                bucket.Row.Documents.Count > 0
                    ? Widgets.Text(string.Join(", ", bucket.Row.Documents.Keys.Order(StringComparer.Ordinal)))
                    : null
            )
        );

    private static Html? Told(ConsoleRequest page, Bucket bucket) =>
        bucket.Notifications is not { } rules
            ? null
            : Html.Of(
                $"""
                {rules.Targets.Select(t => Html.Of($"{ResourceLinks.Arn(page, t.Arn)} {Widgets.Soft(string.Join(", ", t.Events))}<br>"))}
                {(rules.ToEventBridge ? Widgets.Anchor(page.Link("events", "default"), "EventBridge") : Widgets.None)}
                """
            );

    private static IEnumerable<Html> Rows(ConsoleRequest page, string bucket, string prefix, Listing<StoredObject> listing) =>
        [
            .. listing.CommonPrefixes.Select(folder =>
                Html.Of(
                    $"""
                    <tr><th scope="row"><a href="{page.Link("buckets", bucket, ("prefix", folder))}">{folder[
                        prefix.Length..
                    ]}</a></th><td></td>
                    <td>folder</td><td></td><td></td></tr>
                    """
                )
            ),
            .. listing.Entries.Select(entry => Row(page, bucket, prefix, entry.Value)),
        ];

    private static Html Row(ConsoleRequest page, string bucket, string prefix, StoredObject stored)
    {
        var name = stored.Key.Length > prefix.Length ? stored.Key[prefix.Length..] : "(this folder itself)";
        return Html.Of(
            $"""
            <tr><th scope="row"><a href="{page.Link("buckets", bucket, ("key", stored.Key))}">{name}</a></th>
            <td>{Widgets.Size(stored.Size)}</td>
            <td>{stored.Attributes.Headers.GetValueOrDefault("content-type")}</td><td>{page.Time(stored.LastModified)}</td>
            <td><a href="{ObjectPage.Link(page, bucket, stored.Key, null,
                download: true)}">Download<span class="hidden"> {name}</span></a></td></tr>
            """
        );
    }

    private static Html Empty(string prefix) =>
        prefix.Length > 0
            ? Html.Of($"No key begins with {Widgets.Code(prefix)}.")
            : Html.Of($"The bucket is empty. Upload a file below, or with {Widgets.Code("aws s3 cp FILE s3://BUCKET/")}.");

    private static Html Pager(ConsoleRequest page, Listing<StoredObject> listing)
    {
        if (!listing.IsTruncated && page.Value("after") is null)
            return Widgets.None;
        var count = (listing.Entries.Count + listing.CommonPrefixes.Count).ToString(CultureInfo.InvariantCulture);
        var prefix = page.Value("prefix");
        return Html.Of(
            $"""
            <nav class="pager" aria-label="Pages of objects"><span>{count} on this page</span>
            {(page.Value("after") is not null
                ? Html.Of($"""<a href="{page.Link("buckets", page.Name, ("prefix", prefix))}" rel="first">First page</a>""")
                    : Widgets.None)}
            {(listing.IsTruncated
                ? Html.Of($"""<a href="{page.Link("buckets", page.Name, ("prefix", prefix),
                    ("after", listing.Last))}" rel="next">Next page</a>""") : Widgets.None)}</nav>
            """
        );
    }

    private static Html Versioning(ConsoleRequest page, Bucket bucket) =>
        bucket.Versioning is "Enabled"
            ? Forms.Button(page, "versioning", "Keep no further versions", ("status", "Suspended"))
            : Forms.Button(page, "versioning", "Keep the versions of objects", ("status", "Enabled"));

    private readonly record struct Sums(int Objects, long Bytes, int Uploads)
    {
        public static Sums Of(Bucket bucket) =>
            new(bucket.Objects.Count, bucket.Objects.From("").Sum(o => o.Value.Size), bucket.Uploads.Count);
    }
}
