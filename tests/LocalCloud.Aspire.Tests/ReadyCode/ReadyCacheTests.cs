using LocalCloud.Aspire.ReadyCode;
using LocalCloud.Aspire.Tests.Infrastructure;

namespace LocalCloud.Aspire.Tests.ReadyCode;

public sealed class ReadyCacheTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly ReadyCache _cache;

    public ReadyCacheTests() => _cache = new(_directory["cache"]);

    [Fact]
    public void An_assembly_is_known_by_its_content_wherever_it_lies()
    {
        File.Copy(Assets.Small, _directory["Small.dll"]);
        Assert.Equal(_cache.FileOf(Assets.Small), _cache.FileOf(_directory["Small.dll"]));
        Assert.NotEqual(Path.GetDirectoryName(_cache.FileOf(Assets.Small)), Path.GetDirectoryName(_cache.FileOf(Assets.Web)));
    }

    [Fact]
    public void What_is_no_assembly_has_no_place()
    {
        File.WriteAllText(_directory["text.dll"], "no assembly");
        Assert.Null(_cache.FileOf(_directory["text.dll"]));
        Assert.Null(_cache.FileOf(_directory["missing.dll"]));
        Assert.False(_cache.IsMissing(_directory["text.dll"]));
        Assert.Null(_cache.Find(_directory["text.dll"]));
    }

    [Fact]
    public async Task What_cannot_be_compiled_is_not_tried_again()
    {
        Assert.True(_cache.IsMissing(Assets.Small));
        Assert.False(await _cache.AddAsync(Assets.Small, _ => Task.FromResult(false)));
        Assert.False(_cache.IsMissing(Assets.Small));
        Assert.Null(_cache.Find(Assets.Small));
    }

    [Fact]
    public async Task An_added_image_is_found_and_makes_another_generation()
    {
        var before = _cache.Generation;
        Assert.True(await _cache.AddAsync(Assets.Small, NativeCode.WriteAsync));
        Assert.Equal(NativeCode.Text, File.ReadAllText(_cache.Find(Assets.Small)!));
        Assert.NotEqual(before, _cache.Generation);
    }

    [Fact]
    public async Task Half_of_an_image_is_none()
    {
        await Assert.ThrowsAsync<IOException>(() => _cache.AddAsync(Assets.Small, async image =>
            {
                await NativeCode.WriteAsync(image);
                throw new IOException("The disk is full.");
            }));
        Assert.True(_cache.IsMissing(Assets.Small));
        Assert.Empty(Directory.EnumerateFiles(_directory, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void Of_each_assembly_the_eight_newest_images_stay()
    {
        var began = TimeProvider.System.GetUtcNow().UtcDateTime;
        var root = Path.GetDirectoryName(Path.GetDirectoryName(_cache.FileOf(Assets.Small)!))!;
        string Image(int age, string name) => Path.Combine(root, $"{name}{age}", $"{name}.dll");
        for (var age = 0; age < 10; age++)
            foreach (var name in (string[])["A", "B"])
            {
                Put(Image(age, name), "native");
                File.SetLastWriteTimeUtc(Image(age, name), began.AddHours(-age));
            }
        _cache.Prune();
        foreach (var name in (string[])["A", "B"])
            Assert.Equal(Enumerable.Range(0, 8), Enumerable.Range(0, 10).Where(age => File.Exists(Image(age, name))));
    }

    private static void Put(string file, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, content);
    }

    public void Dispose() => _directory.Dispose();
}
