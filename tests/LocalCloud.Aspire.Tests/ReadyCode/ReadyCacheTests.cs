using LocalCloud.Aspire.ReadyCode;
using LocalCloud.Aspire.Tests.Infrastructure;

namespace LocalCloud.Aspire.Tests.ReadyCode;

public sealed class ReadyCacheTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();
    private readonly ReadyCache cache;

    public ReadyCacheTests() => cache = new(directory["cache"]);

    [Fact]
    public void An_assembly_is_known_by_its_content_wherever_it_lies()
    {
        File.Copy(Assets.Small, directory["Small.dll"]);
        Assert.Equal(cache.FileOf(Assets.Small), cache.FileOf(directory["Small.dll"]));
        Assert.NotEqual(Path.GetDirectoryName(cache.FileOf(Assets.Small)), Path.GetDirectoryName(cache.FileOf(Assets.Web)));
    }

    [Fact]
    public void What_is_no_assembly_has_no_place()
    {
        File.WriteAllText(directory["text.dll"], "no assembly");
        Assert.Null(cache.FileOf(directory["text.dll"]));
        Assert.Null(cache.FileOf(directory["missing.dll"]));
        Assert.False(cache.IsMissing(directory["text.dll"]));
        Assert.Null(cache.Find(directory["text.dll"]));
    }

    [Fact]
    public async Task What_cannot_be_compiled_is_not_tried_again()
    {
        Assert.True(cache.IsMissing(Assets.Small));
        Assert.False(await cache.AddAsync(Assets.Small, _ => Task.FromResult(false)));
        Assert.False(cache.IsMissing(Assets.Small));
        Assert.Null(cache.Find(Assets.Small));
    }

    [Fact]
    public async Task An_added_image_is_found_and_makes_another_generation()
    {
        var before = cache.Generation;
        Assert.True(await cache.AddAsync(Assets.Small, NativeCode.WriteAsync));
        Assert.Equal(NativeCode.Text, File.ReadAllText(cache.Find(Assets.Small)!));
        Assert.NotEqual(before, cache.Generation);
    }

    [Fact]
    public async Task Half_of_an_image_is_none()
    {
        await Assert.ThrowsAsync<IOException>(() => cache.AddAsync(Assets.Small, async image =>
            {
                await NativeCode.WriteAsync(image);
                throw new IOException("The disk is full.");
            }));
        Assert.True(cache.IsMissing(Assets.Small));
        Assert.Empty(Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void Of_each_assembly_the_eight_newest_images_stay()
    {
        var began = TimeProvider.System.GetUtcNow().UtcDateTime;
        var root = Path.GetDirectoryName(Path.GetDirectoryName(cache.FileOf(Assets.Small)!))!;
        string Image(int age, string name) => Path.Combine(root, $"{name}{age}", $"{name}.dll");
        for (var age = 0; age < 10; age++)
            foreach (var name in (string[])["A", "B"])
            {
                Put(Image(age, name), "native");
                File.SetLastWriteTimeUtc(Image(age, name), began.AddHours(-age));
            }
        cache.Prune();
        foreach (var name in (string[])["A", "B"])
            Assert.Equal(Enumerable.Range(0, 8), Enumerable.Range(0, 10).Where(age => File.Exists(Image(age, name))));
    }

    private static void Put(string file, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, content);
    }

    public void Dispose() => directory.Dispose();
}
