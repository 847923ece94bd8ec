using System.Globalization;
using System.Text;
using LocalCloud.Aws.S3.Objects;
using LocalCloud.Aws.S3.Protocol;
using Microsoft.AspNetCore.Http.Features;

namespace LocalCloud.Aws.WebConsole.Buckets;

/// <summary>One object: what it is, a look into it, and its versions.</summary>
internal static class ObjectDetail
{
    /// <summary>Of a text, in bytes.</summary>
    private const int LongestPreview = 64 << 10;

    public static async ValueTask<Html> ShowAsync(ConsoleRequest page, string bucket, string key)
    {
        var version = page.Value("version");
        var (versions, keepsVersions) = page.Host.Read(BucketsView.State(page), s =>
            s.TryGetBucket(bucket, out var found) ? (found.VersionsOf(key).ToList(), found.Versioning is not null) : ([], false)
        );
        var stored = version is null ? versions.FirstOrDefault() : versions.Find(v => v.ShownVersionId == version);
        var folder = key.LastIndexOf('/') is var slash and >= 0 ? key[..(slash + 1)] : "";
        var head = Html.Of($"{BucketPage.Crumbs(page, bucket, folder)}<h2>{key}</h2>");
        if (stored is null)
            return Html.Of(
                $"""{head}<p class="empty">{bucket} has no object with this key{(version is null ? ""
                : " and version")}. It may have been deleted.</p>"""
            );
        return Html.Of(
            $"""
            {head}
            {(stored.IsDeleteMarker
                ? Html.Of($"""
                    <p class="empty">It was deleted at {page.Time(stored.LastModified)}: this version is the marker of that.
                    Delete the marker to have the object back.</p>
                    """)
                : Html.Of($"{Links(page, bucket, stored, version)}{Facts(page, stored, keepsVersions)}{await PreviewAsync(page, bucket,
                    stored, version).ConfigureAwait(false)}"))}
            {(keepsVersions ? Versions(page, bucket, versions, stored) : Widgets.None)}
            {(version is null && !stored.IsDeleteMarker ? Forms.Danger(page, "remove", "Delete the object",
                keepsVersions ? $"{key} is hidden by a delete marker; its versions stay." : $"{key} goes from {bucket} for good.",
                    ("key", key)) : Widgets.None)}
            """
        );
    }

    private static Html Links(ConsoleRequest page, string bucket, StoredObject stored, string? version) =>
        Html.Of(
            $"""
        <p class="actions"><a class="button" href="{ObjectPage.Link(page, bucket, stored.Key, version, download: true)}">Download</a>
        {(ObjectPage.Inline(stored) is null ? Widgets.None
            : Html.Of($"""<a class="button" href="{ObjectPage.Link(page, bucket, stored.Key,
                version)}">Open{(TypeOf(stored) == "application/pdf" ? " the PDF" : "")}</a>"""))}</p>
        """
        );

    private static Html Facts(ConsoleRequest page, StoredObject stored, bool keepsVersions) =>
        Widgets.Facts([
            ("Size", Html.Of($"{Widgets.Size(stored.Size)} ({Widgets.Number(stored.Size)} bytes)")),
            ("Last modified", page.Time(stored.LastModified)),
            ("ETag", Widgets.Code(stored.ETag)),
            ("Version", keepsVersions ? Widgets.Code(stored.ShownVersionId) : null),
            ("Storage class", Widgets.Text(stored.Attributes.StorageClass)),
            ("Checksum", stored.Checksum is { } sum ? Html.Of($"{sum.Algorithm} {Widgets.Code(sum.Value)}") : null),
            ("Parts", stored.Parts is { } parts ? Widgets.Number(parts.Count) : null),
            .. stored.Attributes.Headers.Select(h => (h.Key, (Html?)Widgets.Code(h.Value))),
            .. stored.Attributes.Metadata.Select(m => ($"x-amz-meta-{m.Key}", (Html?)Widgets.Code(m.Value))),
            .. stored.Attributes.Tags.Select(t => ($"tag {t.Key}", (Html?)Widgets.Code(t.Value))),
        ]);

    private static async ValueTask<Html> PreviewAsync(ConsoleRequest page, string bucket, StoredObject stored, string? version)
    {
        if (stored.Size == 0 || stored.IsArchived)
            return Widgets.Soft(stored.Size == 0 ? "It is empty." : "It is archived: it cannot be read.");
        if (ObjectPage.Inline(stored)?.StartsWith("image/", StringComparison.Ordinal) is true)
            return Html.Of(
                $"""<h3>Preview</h3><img class="preview" src="{ObjectPage.Link(page, bucket, stored.Key,
                version)}" alt="Preview of {stored.Key}">"""
            );
        if (await ReadAsync(page, bucket, stored, version).ConfigureAwait(false) is not { } text)
            return Html.Of($"""<p class="soft">There is no preview of {TypeOf(stored) ?? "it"}.</p>""");
        return Html.Of(
            $"""
            <h3>Preview</h3>{Widgets.Block(text)}{(stored.Size > LongestPreview
                ? Widgets.Soft($"The first {Widgets.Size(LongestPreview)} of {Widgets.Size(stored.Size)}") : Widgets.None)}
            """
        );
    }

    /// <summary>The beginning of a text; null of what is none.</summary>
    private static async ValueTask<string?> ReadAsync(ConsoleRequest page, string bucket, StoredObject stored, string? version)
    {
        var call = new S3Call("GET", bucket, stored.Key, [("versionId", version)])
        {
            Headers = [("Range", $"bytes=0-{LongestPreview - 1}")],
        };
        var answer = await call.SendAsync(page.Host, page.Scope, page.Cancellation).ConfigureAwait(false);
        using var content = answer.Object;
        if (content is null)
            return null;
        using var bytes = new MemoryStream();
        var http = new DefaultHttpContext();
        http.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(bytes));
        await content.SendAsync(http.Response, page.Cancellation).ConfigureAwait(false);
        await http.Response.CompleteAsync().ConfigureAwait(false);
        return Text(bytes.GetBuffer().AsSpan(0, (int)bytes.Length), stored.Size > bytes.Length);
    }

    // What has a zero byte or is no UTF-8 is not shown; a cut may have parted the last character
    private static string? Text(ReadOnlySpan<byte> bytes, bool isCut)
    {
        if (bytes.Contains((byte)0))
            return null;
        for (var spare = 0; spare <= (isCut ? 3 : 0) && spare < bytes.Length; spare++)
            if (System.Text.Unicode.Utf8.IsValid(bytes[..^spare]))
                return Encoding.UTF8.GetString(bytes[..^spare]);
        return null;
    }

    private static Html Versions(ConsoleRequest page, string bucket, List<StoredObject> versions, StoredObject shown) =>
        Html.Of(
            $"""
        <h3>Versions, newest first</h3>
        {Widgets.Table("Versions", ["Version", "What", "Size", "Made", ""], versions.Select((v, at) => Html.Of($"""
            <tr class="{(v == shown ? "chosen" : "")}"><th scope="row">
            <a href="{page.Link("buckets", bucket, ("key", v.Key), ("version", v.ShownVersionId))}">{v.ShownVersionId}</a></th>
            <td>{(v.IsDeleteMarker ? "delete marker" : at == 0 ? "object, current" : "object")}</td>
            <td>{(v.IsDeleteMarker ? "" : Widgets.Size(v.Size))}</td><td>{page.Time(v.LastModified)}</td>
            <td>{Forms.Danger(page, "remove", "Delete the version",
                $"Version {(at + 1).ToString(CultureInfo.InvariantCulture)} from above goes for good.", ("key", v.Key),
                    ("version", v.ShownVersionId))}</td></tr>
            """)))}
        """
        );

    private static string? TypeOf(StoredObject stored) => stored.Attributes.Headers.GetValueOrDefault("content-type");
}
