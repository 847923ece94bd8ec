namespace LocalCloud.Aws.Tests.Core;

public sealed class PageFormTests
{
    private static readonly AwsError Invalid = new("InvalidToken", "");

    private static readonly PageForm Form = new(2, Invalid) { Most = 3 };

    [Fact]
    public void By_key_a_list_goes_on_behind_an_item_that_is_gone()
    {
        var first = Form.ByKey(["a", "b", "c"], item => item, null).Value!;
        Assert.Equal(["a", "b"], first.Items);
        var second = Form.ByKey(["a", "c"], item => item, first.NextToken).Value!;
        Assert.Equal(["c"], second.Items);
        Assert.Null(second.NextToken);
    }

    [Fact]
    public void By_item_the_order_is_the_callers()
    {
        var first = Form.ByItem(["c", "a", "b"], item => item, null).Value!;
        Assert.Equal(["b"], Form.ByItem(["c", "a", "b"], item => item, first.NextToken).Value!.Items);
    }

    [Fact]
    public void A_page_has_no_more_than_the_form_allows()
    {
        var page = Form.ByOffset(Enumerable.Range(0, 9), "4", 100).Value!;
        Assert.Equal([4, 5, 6], page.Items);
        Assert.Equal("7", page.NextToken);
    }

    [Fact]
    public void A_token_of_somebody_elses_is_refused_and_an_empty_one_is_none_where_the_service_has_it_so()
    {
        Assert.Equal(Invalid, Form.ByKey(["a"], item => item, "?").Error);
        Assert.Equal(Invalid, Form.ByOffset(["a"], "-1").Error);
        Assert.Equal(Invalid, Form.ByKey(["a"], item => item, "").Error);
        var lenient = new PageForm(2, Invalid) { EmptyIsNone = true };
        Assert.Equal(["a"], lenient.ByKey(["a"], item => item, "").Value!.Items);
    }
}
