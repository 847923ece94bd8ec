namespace LocalCloud.Aws.WebConsole.Buckets;

/// <summary>All buckets, and a form for another one.</summary>
internal static class BucketList
{
    public static Html Show(ConsoleRequest page)
    {
        var (rows, pager) = page.Host.Read(BucketsView.State(page), state =>
        {
            var (shown, turn) = page.Slice(state.Buckets, state.Buckets.Count);
            return (
                shown
                    .Select(b =>
                        page.Row(
                            b.Row.Name,
                            Widgets.Text(b.Row.Region),
                            Widgets.Number(b.Objects.Count),
                            Widgets.Text(b.Versioning?.ToLowerInvariant() ?? "no"),
                            page.Time(b.Row.Created)
                        )
                    )
                    .ToList(),
                turn
            );
        });
        return Html.Of(
            $"""
            {Widgets.Live("buckets", Html.Of($"""
                {Widgets.Table("Buckets", ["Bucket", "Region", "Objects", "Versions", "Created"], rows,
                    Html.Of($"There is no bucket yet. Make one below, or with {Widgets.Code("aws s3 mb s3://NAME")}."))}{pager}
                """))}
            {Forms.Folded(page, "Create a bucket", "create", "Create the bucket",
                new Field("bucket", "Name", Hint: "3 to 63 of a–z, 0–9, . and -") { IsRequired = true },
                Field.Check("versioned", "Keep the versions of objects"))}
            """
        );
    }
}
