using Platform.Data;

namespace Services.Tests.Platform;

public sealed class StoredTextTests
{
    [Fact]
    public void What_cannot_be_stored_is_replaced()
    {
        // Not an attribute's arguments: those are UTF-8 and have no halves of pairs.
        foreach (
            var (text, stored) in ((string, string)[])
                [("plain", "plain"), ("a\0b", "a\ufffdb"), ("\ud83d", "\ufffd"), ("\ude00\ud83d\ude00", "\ufffd\ud83d\ude00")]
        )
        {
            Assert.Equal(stored, StoredText.Of(text));
            Assert.Equal(text == stored, StoredText.IsStorable(text));
            Assert.True(StoredText.IsStorable(stored));
        }
    }

    [Fact]
    public void No_character_is_cut_in_two() => Assert.Equal("ab", StoredText.Of("ab\ud83d\ude00", 3));

    [Fact]
    public void Different_texts_have_different_keys()
    {
        string[] texts = ["a", "a\0", "a\ufffd", "\ud800", "\ud801", new('x', 300), new('x', 301)];
        var keys = texts.Select(StoredText.Key).ToList();
        Assert.Equal(texts.Length, keys.Distinct().Count());
        Assert.All(keys, key => Assert.True(key.Length <= 255 && StoredText.IsStorable(key)));
    }
}
