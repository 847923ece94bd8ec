namespace Packages.Tests.Feeds;

public sealed class PackageTests(Feed feed)
{
    public static TheoryData<string> Ids => [.. Approved.All.Select(package => package.Id)];

    [Fact]
    public async Task The_feed_has_these_packages_and_no_other()
    {
        var files = Directory.EnumerateFiles(await feed.FolderAsync(), "*.nupkg").Select(Path.GetFileName);
        Assert.Equal(Approved.All.Select(package => $"{package.Id}.{feed.Version}.nupkg"), files.Order(StringComparer.Ordinal));
    }

    [Theory, MemberData(nameof(Ids))]
    public async Task A_package_says_what_it_is_and_under_which_licence(string id)
    {
        var package = await ReadAsync(id);
        Assert.Equal("MIT", package["license"]);
        Assert.False(string.IsNullOrWhiteSpace(package["description"]));
        Assert.Contains(package["readme"], package.Files);
        Assert.Contains(package["icon"], package.Files);
    }

    [Theory]
    [InlineData("Serverless.Aspire.Hosting")]
    [InlineData("Serverless.Aspire.Tool")]
    public async Task What_has_files_of_others_in_it_says_whose_they_are(string id) =>
        Assert.Contains("THIRD-PARTY-NOTICES.md", (await ReadAsync(id)).Files);

    [Theory, MemberData(nameof(Ids))]
    public async Task A_library_has_documentation_and_symbols(string id)
    {
        if (Expected(id).Library is not { } library)
            return;
        var package = await ReadAsync(id);
        Assert.Contains($"lib/net10.0/{library}.dll", package.Files);
        Assert.Contains($"lib/net10.0/{library}.xml", package.Files);
        var symbols = Package.Read(Path.Combine(await feed.FolderAsync(), $"{id}.{feed.Version}.snupkg"));
        Assert.Contains($"lib/net10.0/{library}.pdb", symbols.Files);
    }

    [Theory, MemberData(nameof(Ids))]
    public async Task A_package_depends_on_what_is_approved(string id) =>
        Assert.Equal(Expected(id).Dependencies.Order(StringComparer.Ordinal), (await ReadAsync(id)).Dependencies);

    [Theory, MemberData(nameof(Ids))]
    public async Task A_package_is_no_larger_than_is_approved(string id) =>
        Assert.InRange((await ReadAsync(id)).Bytes, 1, Expected(id).Megabytes * 1_000_000L);

    [Fact]
    public async Task The_engines_are_in_Hosting_alone_and_the_emulator_in_Testing_too()
    {
        List<string> with = [];
        foreach (var id in Approved.All.Select(package => package.Id))
            with.AddRange(
                (await ReadAsync(id))
                    .Files.Where(f =>
                        f.EndsWith("/LocalCloud.Aws.dll", StringComparison.Ordinal)
                        || f.EndsWith("/LocalCloud.Redis.dll", StringComparison.Ordinal)
                    )
                    .Select(f => $"{id}: {f}")
            );
        Assert.Equal(
            [
                "Serverless.Aspire.Hosting: tools/LocalCloud.Aws/LocalCloud.Aws.dll",
                "Serverless.Aspire.Hosting: tools/LocalCloud.Redis/LocalCloud.Redis.dll",
                "Serverless.Aspire.Testing: lib/net10.0/LocalCloud.Aws.dll",
            ],
            with.Order(StringComparer.Ordinal)
        );
    }

    private static Approved Expected(string id) => Approved.All.Single(package => package.Id == id);

    private async Task<Package> ReadAsync(string id) => Package.Read(Path.Combine(await feed.FolderAsync(), $"{id}.{feed.Version}.nupkg"));
}
