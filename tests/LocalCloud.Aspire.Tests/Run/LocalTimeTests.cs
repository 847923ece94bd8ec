using LocalCloud.Aspire.Run;

namespace LocalCloud.Aspire.Tests.Run;

public sealed class LocalTimeTests
{
    [Theory]
    [InlineData("Europe/Berlin", "2026-07-01 14:30:05 Europe/Berlin")]
    [InlineData("America/New_York", "2026-07-01 08:30:05 America/New_York")]
    [InlineData("UTC", "2026-07-01 12:30:05 UTC")]
    [InlineData("Etc/UTC", "2026-07-01 12:30:05 UTC")]
    public void A_time_is_said_in_a_zone_and_with_its_name(string zone, string text) =>
        Assert.Equal(text, LocalTime.Of(new(2026, 7, 1, 12, 30, 5, TimeSpan.Zero), TimeZoneInfo.FindSystemTimeZoneById(zone)));

    [Theory]
    [InlineData("2026-11-30T09:40:21.1234567Z it is full", "it is full")]
    [InlineData("2026-11-30T09:40:21Z 2026 was a good year", "2026 was a good year")]
    [InlineData("no time at the beginning", "no time at the beginning")]
    [InlineData("anextraordinarilylongword it is", "anextraordinarilylongword it is")]
    public void The_time_that_DCP_puts_before_a_line_is_left_out(string line, string text) => Assert.Equal(text, LogTime.Without(line));
}
