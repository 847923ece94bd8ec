using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace LocalCloud.Aws.Tests.DynamoDb;

public sealed class TimeToLiveTests : DynamoDbTest
{
    private Task EnableAsync(string attribute = "expiresAt", bool enabled = true) =>
        Db.UpdateTimeToLiveAsync(
            new UpdateTimeToLiveRequest
            {
                TableName = Things,
                TimeToLiveSpecification = new() { AttributeName = attribute, Enabled = enabled },
            }
        );

    private long In(TimeSpan time) => (Clock.GetUtcNow() + time).ToUnixTimeSeconds();

    private Task PutAsync(string id, TimeSpan lives) => PutAsync(new() { ["id"] = S(id), ["expiresAt"] = N(In(lives)) });

    [Fact]
    public async Task An_item_goes_when_its_second_comes_and_not_before()
    {
        await CreateThingsAsync();
        await EnableAsync();
        await PutAsync("early", TimeSpan.FromMinutes(1));
        await PutAsync("late", TimeSpan.FromDays(90));
        await PutAsync(Key("forever"));

        Clock.Advance(TimeSpan.FromSeconds(59));
        Assert.NotNull(await GetAsync("early"));
        Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(await GetAsync("early"));
        Clock.Advance(TimeSpan.FromDays(89));
        Assert.NotNull(await GetAsync("late"));
        Clock.Advance(TimeSpan.FromDays(1));
        Assert.Null(await GetAsync("late"));
        Assert.NotNull(await GetAsync("forever"));
    }

    [Fact]
    public async Task A_later_expiry_and_a_removed_one_count()
    {
        await CreateThingsAsync();
        await EnableAsync();
        await PutAsync("extended", TimeSpan.FromMinutes(1));
        await PutAsync("kept", TimeSpan.FromMinutes(1));

        await UpdateAsync("extended", "SET expiresAt = :e", new() { [":e"] = N(In(TimeSpan.FromMinutes(5))) });
        await UpdateAsync("kept", "REMOVE expiresAt");
        Clock.Advance(TimeSpan.FromMinutes(2));

        Assert.NotNull(await GetAsync("extended"));
        Clock.Advance(TimeSpan.FromMinutes(3));
        Assert.Null(await GetAsync("extended"));
        Assert.NotNull(await GetAsync("kept"));
    }

    [Fact]
    public async Task Only_numbers_expire_and_what_is_over_five_years_past_stays()
    {
        await CreateThingsAsync();
        await EnableAsync();
        await PutAsync(new() { ["id"] = S("text"), ["expiresAt"] = S(In(TimeSpan.FromMinutes(-1)).ToString()) });
        await PutAsync("ancient", TimeSpan.FromDays(-6 * 365));
        await PutAsync("past", TimeSpan.FromMinutes(-1));

        Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Null(await GetAsync("past"));
        Assert.NotNull(await GetAsync("text"));
        Assert.NotNull(await GetAsync("ancient"));
    }

    [Fact]
    public async Task Enabling_later_reaches_items_that_are_there_and_indexes_follow()
    {
        await CreateThingsAsync();
        await PutAsync("a", TimeSpan.FromMinutes(1));
        Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.NotNull(await GetAsync("a"));

        await EnableAsync();
        Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Null(await GetAsync("a"));
    }

    [Fact]
    public async Task The_setting_is_described_and_its_changes_checked()
    {
        await CreateThingsAsync();
        Assert.Equal(TimeToLiveStatus.DISABLED, (await Db.DescribeTimeToLiveAsync(Things)).TimeToLiveDescription.TimeToLiveStatus);
        await RefusedAsync("TimeToLive is already disabled", () => EnableAsync(enabled: false));

        await EnableAsync();

        var described = (await Db.DescribeTimeToLiveAsync(Things)).TimeToLiveDescription;
        Assert.Equal((TimeToLiveStatus.ENABLED, "expiresAt"), (described.TimeToLiveStatus, described.AttributeName));
        await RefusedAsync("TimeToLive is already enabled", () => EnableAsync());
        await RefusedAsync("TimeToLive is active on a different AttributeName: current AttributeName is expiresAt", () =>
            EnableAsync("elsewhere")
        );
    }

    [Fact]
    public async Task After_disabling_nothing_expires()
    {
        await CreateThingsAsync();
        await EnableAsync();
        await PutAsync("a", TimeSpan.FromMinutes(1));
        await EnableAsync(enabled: false);

        Clock.Advance(TimeSpan.FromHours(1));

        Assert.NotNull(await GetAsync("a"));
    }
}
