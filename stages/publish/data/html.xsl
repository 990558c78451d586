<?xml version="1.0" encoding="UTF-8"?>
<!--
  Archive XML to one accessible HTML page (WCAG 2.2 AA). docs/stages/publish.md
  says what is shown and what is not. Parameters: css, the text of page.css.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:a="http://docs.oasis-open.org/legaldocml/ns/akn/3.0" xmlns:mb="urn:minutebook:archive:1"
    xmlns:exsl="http://exslt.org/common" exclude-result-prefixes="a mb exsl">
  <xsl:output method="html" encoding="UTF-8" indent="no"/>
  <xsl:strip-space elements="a:akomaNtoso a:doc a:debateReport a:documentCollection a:collectionBody a:component a:mainBody a:hcontainer
    a:debateSection a:content a:intro a:wrapUp a:ul a:ol a:blockList a:item a:table a:tr a:td a:th a:resolutions a:tblock"/>
  <xsl:param name="css"/>

  <xsl:key name="eop" match="a:eop" use="@number"/>

  <xsl:variable name="name-list">
    <kind name="letter">Letter</kind>
    <kind name="agenda">Agenda</kind>
    <kind name="report">Report</kind>
    <kind name="presentation">Presentation</kind>
    <kind name="appendix">Appendix</kind>
    <kind name="minutes">Minutes</kind>
    <kind name="decisionNotice">Decision notice</kind>
    <kind name="agendaPack">Agenda pack</kind>
    <language code="eng">en</language>
    <language code="cym">cy</language>
    <language code="gla">gd</language>
    <language code="gle">ga</language>
    <language code="fra">fr</language>
    <icon name="up" glyph="&#x25B2;">up</icon>
    <icon name="down" glyph="&#x25BC;">down</icon>
    <icon name="flat" glyph="&#x25B6;">no change</icon>
    <icon name="red" glyph="&#x25CF;">red</icon>
    <icon name="amber" glyph="&#x25C6;">amber</icon>
    <icon name="green" glyph="&#x25A0;">green</icon>
    <icon name="unknown" glyph="?">symbol not recognised</icon>
    <attendance name="present">Present</attendance>
    <attendance name="substitute">Substitutes</attendance>
    <attendance name="apologies">Apologies</attendance>
    <attendance name="officer">Officers</attendance>
    <attendance name="in attendance">In attendance</attendance>
  </xsl:variable>
  <xsl:variable name="names" select="exsl:node-set($name-list)"/>

  <xsl:variable name="root" select="/a:akomaNtoso/*[1]"/>
  <xsl:variable name="facts" select="$root/a:meta/a:proprietary/mb:facts"/>
  <xsl:variable name="source" select="$root/a:meta/a:identification/a:FRBRManifestation/a:preservation/mb:source"/>
  <xsl:variable name="first-page" select="string((($root//a:mainBody | $root//a:component)[1]/descendant-or-self::*[@mb:page])[1]/@mb:page)"/>
  <xsl:variable name="code" select="string($root/a:meta/a:identification/a:FRBRExpression/a:FRBRlanguage/@language)"/>
  <xsl:variable name="lang">
    <xsl:choose>
      <xsl:when test="$names/language[@code=$code]"><xsl:value-of select="$names/language[@code=$code]"/></xsl:when>
      <xsl:when test="$code != ''"><xsl:value-of select="$code"/></xsl:when>
      <xsl:otherwise>en</xsl:otherwise>
    </xsl:choose>
  </xsl:variable>
  <xsl:variable name="first-heading" select="normalize-space(($root//a:heading[normalize-space()])[1])"/>
  <xsl:variable name="title">
    <xsl:choose>
      <xsl:when test="normalize-space($facts/@title)"><xsl:value-of select="$facts/@title"/></xsl:when>
      <xsl:when test="normalize-space($root/a:meta/a:identification/a:FRBRWork/a:FRBRname/@value)">
        <xsl:value-of select="$root/a:meta/a:identification/a:FRBRWork/a:FRBRname/@value"/>
      </xsl:when>
      <xsl:when test="$first-heading != ''"><xsl:value-of select="$first-heading"/></xsl:when>
      <xsl:when test="$source/@name"><xsl:value-of select="$source/@name"/></xsl:when>
      <xsl:otherwise>Council document</xsl:otherwise>
    </xsl:choose>
  </xsl:variable>

  <!-- the page -->
  <xsl:template match="/">
    <html lang="en">
      <head>
        <title><xsl:value-of select="$title"/></title>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <style><xsl:value-of select="$css"/></style>
      </head>
      <body>
        <a class="skip" href="#content">Skip to the document</a>
        <header>
          <h1 lang="{$lang}"><xsl:value-of select="$title"/></h1>
          <xsl:call-template name="facts"/>
        </header>
        <xsl:call-template name="contents"/>
        <main id="content" lang="{$lang}">
          <xsl:if test="$first-page != ''">
            <p class="turn"><a class="page" lang="en" id="page-{$first-page}" href="#page-{$first-page}">Page <xsl:value-of select="$first-page"/></a></p>
          </xsl:if>
          <xsl:apply-templates select="$root"/>
        </main>
        <footer>
          <xsl:call-template name="about"/>
        </footer>
      </body>
    </html>
  </xsl:template>

  <xsl:template name="facts">
    <xsl:if test="$facts/@council or $facts/@body or $facts/@date or $facts/@venue">
      <dl class="facts">
        <xsl:if test="$facts/@council"><div><dt>Council</dt><dd><xsl:value-of select="$facts/@council"/></dd></div></xsl:if>
        <xsl:if test="$facts/@body"><div><dt>Meeting of</dt><dd><xsl:value-of select="$facts/@body"/></dd></div></xsl:if>
        <xsl:if test="$facts/@date"><div><dt>Date</dt><dd><xsl:value-of select="$facts/@date"/></dd></div></xsl:if>
        <xsl:if test="$facts/@time"><div><dt>Time</dt><dd><xsl:value-of select="$facts/@time"/></dd></div></xsl:if>
        <xsl:if test="$facts/@venue"><div><dt>Venue</dt><dd><xsl:value-of select="$facts/@venue"/></dd></div></xsl:if>
        <xsl:if test="$root/self::a:debateReport"><xsl:call-template name="attendance"/></xsl:if>
      </dl>
    </xsl:if>
  </xsl:template>

  <!-- who was there: of one meeting alone; a pack may hold the minutes of several -->
  <xsl:template name="attendance">
    <xsl:variable name="people" select="$root/a:meta/a:references/a:TLCPerson"/>
    <xsl:if test="$facts/@chair"><div><dt>In the chair</dt><dd><xsl:value-of select="$facts/@chair"/></dd></div></xsl:if>
    <xsl:for-each select="$names/attendance">
      <xsl:variable name="name" select="@name"/>
      <xsl:variable name="label" select="."/>
      <xsl:for-each select="$people[@mb:attendance = $name][1]">
        <div>
          <dt><xsl:value-of select="$label"/></dt>
          <dd>
            <xsl:for-each select="$people[@mb:attendance = $name]">
              <xsl:if test="position() &gt; 1">; </xsl:if>
              <xsl:call-template name="attendant"/>
            </xsl:for-each>
          </dd>
        </div>
      </xsl:for-each>
    </xsl:for-each>
  </xsl:template>

  <!-- a person with the office held and the member stood in for -->
  <xsl:template name="attendant">
    <xsl:variable name="role" select="@mb:role"/>
    <xsl:variable name="member" select="@mb:substitutes"/>
    <xsl:value-of select="@showAs"/>
    <xsl:for-each select="../a:TLCRole[@eId = $role]"> (<xsl:value-of select="@showAs"/>)</xsl:for-each>
    <xsl:for-each select="../a:TLCPerson[@eId = $member]"> for <xsl:value-of select="@showAs"/></xsl:for-each>
  </xsl:template>

  <!-- contents and pages -->
  <xsl:template name="contents">
    <xsl:variable name="sections" select="$root/a:mainBody/*[self::a:hcontainer or self::a:debateSection][a:heading[normalize-space()]]"/>
    <xsl:variable name="parts" select="$root/a:collectionBody/a:component"/>
    <xsl:if test="count($sections) + count($parts) &gt; 2">
      <nav aria-labelledby="contents">
        <h2 id="contents">Contents</h2>
        <ul lang="{$lang}">
          <xsl:for-each select="$parts">
            <li>
              <a href="#{@eId}"><xsl:call-template name="part-title"/></a>
              <xsl:call-template name="contents-below">
                <xsl:with-param name="sections" select="*/a:mainBody/*[self::a:hcontainer or self::a:debateSection]"/>
              </xsl:call-template>
            </li>
          </xsl:for-each>
          <xsl:for-each select="$sections">
            <li>
              <a href="#{@eId}"><xsl:call-template name="heading-text"/></a>
              <xsl:call-template name="contents-below">
                <xsl:with-param name="sections" select="*[self::a:hcontainer or self::a:debateSection]"/>
              </xsl:call-template>
            </li>
          </xsl:for-each>
        </ul>
      </nav>
    </xsl:if>
    <xsl:if test="$root//a:eop">
      <nav aria-label="Pages">
        <details>
          <summary>Go to a page</summary>
          <ul class="pages">
            <li><a href="#page-{$first-page}"><xsl:value-of select="$first-page"/></a></li>
            <xsl:for-each select="$root//a:eop[@number != $first-page][generate-id() = generate-id(key('eop', @number)[1])]">
              <li><a href="#page-{@number}"><xsl:value-of select="@number"/></a></li>
            </xsl:for-each>
          </ul>
        </details>
      </nav>
    </xsl:if>
  </xsl:template>

  <xsl:template name="contents-below">
    <xsl:param name="sections"/>
    <xsl:variable name="named" select="$sections[a:heading[normalize-space()]]"/>
    <xsl:if test="$named">
      <ul>
        <xsl:for-each select="$named">
          <li><a href="#{@eId}"><xsl:call-template name="heading-text"/></a></li>
        </xsl:for-each>
      </ul>
    </xsl:if>
  </xsl:template>

  <xsl:template name="heading-text">
    <xsl:if test="normalize-space(a:num)"><xsl:value-of select="normalize-space(a:num)"/><xsl:text> </xsl:text></xsl:if>
    <xsl:value-of select="normalize-space(a:heading)"/>
  </xsl:template>

  <xsl:template name="part-title">
    <xsl:variable name="kind" select="string(*/@name)"/>
    <span lang="en">
      <xsl:choose>
        <xsl:when test="$names/kind[@name=$kind]"><xsl:value-of select="$names/kind[@name=$kind]"/></xsl:when>
        <xsl:otherwise>Document</xsl:otherwise>
      </xsl:choose>
    </span>
    <xsl:if test="@mb:title">: <xsl:value-of select="@mb:title"/></xsl:if>
    <xsl:if test="@mb:page">
      <span class="pages-of" lang="en">
        <xsl:choose>
          <xsl:when test="@mb:lastPage != @mb:page"> (pages <xsl:value-of select="@mb:page"/> to <xsl:value-of select="@mb:lastPage"/>)</xsl:when>
          <xsl:otherwise> (page <xsl:value-of select="@mb:page"/>)</xsl:otherwise>
        </xsl:choose>
      </span>
    </xsl:if>
  </xsl:template>

  <!-- documents and sections -->
  <xsl:template match="a:meta | a:foreign | a:componentRef | *[@mb:hidden]" priority="5"/>

  <xsl:template match="a:component">
    <section class="part" id="{@eId}">
      <xsl:variable name="page" select="string(@mb:page)"/>
      <h2><xsl:call-template name="part-title"/></h2>
      <xsl:apply-templates/>
    </section>
  </xsl:template>

  <xsl:template match="a:hcontainer | a:debateSection">
    <section class="{@name}">
      <xsl:if test="@eId"><xsl:attribute name="id"><xsl:value-of select="@eId"/></xsl:attribute></xsl:if>
      <xsl:apply-templates/>
      <xsl:if test="@mb:papers">
        <xsl:variable name="papers" select="concat(' ', @mb:papers, ' ')"/>
        <ul class="papers">
          <xsl:for-each select="$root//a:component[contains($papers, concat(' #', @eId, ' '))]">
            <li><a href="#{@eId}"><xsl:call-template name="part-title"/></a></li>
          </xsl:for-each>
        </ul>
      </xsl:if>
    </section>
  </xsl:template>
  <xsl:template match="a:hcontainer[@name='flow']"><xsl:apply-templates/></xsl:template>
  <xsl:template match="a:hcontainer/a:num | a:debateSection/a:num"/>

  <!-- one h1 above; a part is h2; no level is skipped, since only sections with a heading count -->
  <xsl:template match="a:heading">
    <xsl:variable name="depth" select="1 + count(ancestor::a:component) +
      count(ancestor::*[self::a:hcontainer or self::a:debateSection][a:heading[normalize-space()]])"/>
    <xsl:if test="../a:num//a:eop | .//a:eop">
      <p class="turn"><xsl:apply-templates select="../a:num//a:eop | .//a:eop" mode="turn"/></p>
    </xsl:if>
    <xsl:if test="normalize-space()">
      <xsl:element name="h{$depth - ($depth - 6) * ($depth &gt; 6)}">
        <xsl:if test="normalize-space(../a:num)"><span class="num"><xsl:value-of select="normalize-space(../a:num)"/></span><xsl:text> </xsl:text></xsl:if>
        <xsl:apply-templates/>
      </xsl:element>
    </xsl:if>
    <xsl:if test="not(normalize-space()) and normalize-space(../a:num)"><p><xsl:value-of select="../a:num"/></p></xsl:if>
  </xsl:template>

  <!-- pages -->
  <xsl:template match="a:eop"><xsl:apply-templates select="." mode="turn"/></xsl:template>
  <xsl:template match="a:heading//a:eop | a:num//a:eop" priority="1"/>
  <xsl:template match="a:eop" mode="turn">
    <xsl:if test="@number != $first-page and generate-id() = generate-id(key('eop', @number)[1])">
      <a class="page" lang="en" id="page-{@number}" href="#page-{@number}">Page <xsl:value-of select="@number"/></a>
      <xsl:text> </xsl:text>
    </xsl:if>
  </xsl:template>
  <xsl:template match="a:block[@name='pageBreak']"><p class="turn"><xsl:apply-templates/></p></xsl:template>

  <!-- furniture of the printed page is not shown; page changes in it are -->
  <xsl:template match="*[@mb:artifact and @mb:artifact != 'figureText']" priority="4">
    <xsl:apply-templates select=".//a:eop" mode="turn"/>
  </xsl:template>

  <!-- text -->
  <xsl:template match="a:p | a:block | a:narrative | a:summary | a:listIntroduction | a:listWrapUp">
    <xsl:choose>
      <xsl:when test="normalize-space() or .//a:img or .//a:inline[@name='withheld']"><p><xsl:apply-templates/></p></xsl:when>
      <xsl:otherwise><xsl:apply-templates select=".//a:eop"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="a:p[@mb:artifact='figureText']" priority="3">
    <p class="lettering"><span class="vh" lang="en">Text in a picture: </span><xsl:apply-templates/></p>
  </xsl:template>
  <xsl:template match="a:p[@class='caption']" priority="2"><p class="caption"><xsl:apply-templates/></p></xsl:template>

  <!-- lists -->
  <xsl:template match="a:ul"><ul><xsl:apply-templates/></ul></xsl:template>
  <xsl:template match="a:ol"><ol><xsl:apply-templates/></ol></xsl:template>
  <xsl:template match="a:blockList">
    <xsl:apply-templates select="a:listIntroduction"/>
    <ul role="list">
      <xsl:attribute name="class"><xsl:choose><xsl:when test="a:item/a:num[not(@mb:artifact)]">labelled</xsl:when><xsl:otherwise>plain</xsl:otherwise></xsl:choose></xsl:attribute>
      <xsl:apply-templates select="a:item"/>
    </ul>
    <xsl:apply-templates select="a:listWrapUp"/>
  </xsl:template>
  <!-- introduction and decision are one sentence -->
  <xsl:template match="a:blockList[a:listIntroduction/@mb:runsOn][count(a:item) = 1]">
    <p><xsl:apply-templates select="a:listIntroduction/node()"/><xsl:text> </xsl:text><xsl:apply-templates select="a:item/a:p[1]/node()"/></p>
    <xsl:apply-templates select="a:item/*[not(self::a:p[not(preceding-sibling::a:p)])]"/>
    <xsl:apply-templates select="a:listWrapUp"/>
  </xsl:template>
  <xsl:template match="a:li | a:item">
    <li>
      <xsl:if test="a:num[not(@mb:artifact)]">
        <xsl:apply-templates select="a:num//a:eop" mode="turn"/>
        <span class="num"><xsl:value-of select="normalize-space(a:num)"/></span><xsl:text> </xsl:text>
      </xsl:if>
      <xsl:for-each select="node()[not(self::a:num)]">
        <xsl:choose>
          <xsl:when test="self::a:p and not(@mb:artifact) and not(preceding-sibling::a:p)"><xsl:apply-templates select="node()"/></xsl:when>
          <xsl:otherwise><xsl:apply-templates select="."/></xsl:otherwise>
        </xsl:choose>
      </xsl:for-each>
    </li>
  </xsl:template>
  <xsl:template match="a:resolutions">
    <div class="resolutions" role="group" aria-label="Resolution"><xsl:apply-templates/></div>
  </xsl:template>

  <!-- tables -->
  <xsl:template match="a:table">
    <xsl:variable name="name">
      <xsl:choose>
        <xsl:when test="@mb:number">Table <xsl:value-of select="@mb:number"/></xsl:when>
        <xsl:otherwise>Table</xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <div class="scroll" role="group" tabindex="0" aria-label="{$name}">
      <table>
        <xsl:if test="@eId"><xsl:attribute name="id"><xsl:value-of select="@eId"/></xsl:attribute></xsl:if>
        <caption>
          <xsl:if test="normalize-space(a:caption)"><xsl:apply-templates select="a:caption/node()"/><xsl:text> </xsl:text></xsl:if>
          <span class="which" lang="en">
            <xsl:value-of select="$name"/>
            <xsl:if test="@mb:page">, page <xsl:value-of select="@mb:page"/></xsl:if>
            <xsl:if test="@mb:csv"><xsl:text>, </xsl:text><a href="../{@mb:csv}">as CSV</a></xsl:if>
          </span>
        </caption>
        <xsl:choose>
          <xsl:when test="a:tr[2] and a:tr[1]/a:th[starts-with(@mb:scope, 'col')] and not(a:tr[1]/*[@rowspan &gt; 1])">
            <thead><xsl:apply-templates select="a:tr[1]"/></thead>
            <tbody><xsl:apply-templates select="a:tr[position() &gt; 1]"/></tbody>
          </xsl:when>
          <xsl:otherwise><tbody><xsl:apply-templates select="a:tr"/></tbody></xsl:otherwise>
        </xsl:choose>
      </table>
    </div>
  </xsl:template>
  <xsl:template match="a:tr"><tr><xsl:apply-templates/></tr></xsl:template>
  <xsl:template match="a:td | a:th">
    <!-- a header without text heads nothing; spans end with the table -->
    <xsl:variable name="heads" select="self::a:th and (normalize-space() or @mb:icon)"/>
    <xsl:element name="{substring('tdth', 1 + 2 * $heads, 2)}">
      <xsl:if test="$heads and @mb:scope"><xsl:attribute name="scope"><xsl:value-of select="@mb:scope"/></xsl:attribute></xsl:if>
      <xsl:if test="@rowspan &gt; 1">
        <xsl:variable name="rows" select="1 + count(../following-sibling::a:tr)"/>
        <xsl:attribute name="rowspan"><xsl:value-of select="@rowspan - (@rowspan - $rows) * (@rowspan &gt; $rows)"/></xsl:attribute>
      </xsl:if>
      <xsl:if test="@colspan &gt; 1"><xsl:attribute name="colspan"><xsl:value-of select="@colspan"/></xsl:attribute></xsl:if>
      <xsl:if test="@mb:check"><xsl:attribute name="class">c-<xsl:value-of select="@mb:check"/></xsl:attribute></xsl:if>
      <xsl:choose>
        <xsl:when test="count(*) = 1 and a:p[not(@mb:artifact)]"><xsl:apply-templates select="a:p/node()"/></xsl:when>
        <xsl:otherwise><xsl:apply-templates/></xsl:otherwise>
      </xsl:choose>
      <xsl:call-template name="icon"/>
      <xsl:call-template name="check"/>
    </xsl:element>
  </xsl:template>

  <xsl:template name="icon">
    <xsl:variable name="icon" select="string(@mb:icon)"/>
    <xsl:if test="$icon != ''">
      <xsl:variable name="known" select="$names/icon[@name=$icon]"/>
      <span class="icon {$icon}" role="img" lang="en">
        <xsl:attribute name="aria-label">
          <xsl:choose><xsl:when test="$known"><xsl:value-of select="$known"/></xsl:when><xsl:otherwise>symbol not recognised</xsl:otherwise></xsl:choose>
        </xsl:attribute>
        <xsl:choose><xsl:when test="$known"><xsl:value-of select="$known/@glyph"/></xsl:when><xsl:otherwise>?</xsl:otherwise></xsl:choose>
      </span>
    </xsl:if>
  </xsl:template>

  <xsl:template name="check">
    <xsl:choose>
      <xsl:when test="@mb:check = 'doubtful' and not(.//a:inline[@name='doubtful'])"><span class="mark" aria-hidden="true">?</span><span class="vh" lang="en"> (doubtful)</span></xsl:when>
      <xsl:when test="@mb:check = 'repaired'">
        <span class="mark" aria-hidden="true">&#x270E;</span>
        <span class="vh" lang="en"> (corrected<xsl:if test="@mb:was">, was read as <xsl:value-of select="@mb:was"/></xsl:if>)</span>
      </xsl:when>
    </xsl:choose>
  </xsl:template>

  <!-- figures -->
  <xsl:template match="a:hcontainer[@name='figure'] | a:debateSection[@name='figure'] | a:tblock[@class='figure']" priority="2">
    <figure role="group">
      <xsl:attribute name="aria-label">Figure<xsl:if test="@mb:page">, page <xsl:value-of select="@mb:page"/></xsl:if></xsl:attribute>
      <xsl:if test="not(.//a:img)">
        <p class="nopicture" lang="en">
          <xsl:choose>
            <xsl:when test="normalize-space(@mb:alt)">Picture: <xsl:value-of select="@mb:alt"/></xsl:when>
            <xsl:otherwise>There is a picture here in the original<xsl:if test="@mb:page">, on page <xsl:value-of select="@mb:page"/></xsl:if>.</xsl:otherwise>
          </xsl:choose>
        </p>
      </xsl:if>
      <xsl:apply-templates/>
      <!-- who sees the picture needs its lettering less than room -->
      <xsl:if test=".//a:img and .//a:p[@mb:artifact='figureText']">
        <details>
          <summary lang="en">Text in the picture</summary>
          <xsl:for-each select=".//a:p[@mb:artifact='figureText']"><p class="lettering"><xsl:apply-templates/></p></xsl:for-each>
        </details>
      </xsl:if>
    </figure>
  </xsl:template>
  <xsl:template match="a:p[@mb:artifact='figureText'][ancestor::*[self::a:hcontainer or self::a:debateSection or self::a:tblock]
    [@name='figure' or @class='figure'][1]//a:img]" priority="6"/>
  <xsl:template match="a:img">
    <!-- as large as printed (96 pixels an inch), so that the page stands still while pictures come -->
    <xsl:variable name="box" select="string(ancestor::*[@mb:bbox][1]/@mb:bbox)"/>
    <xsl:variable name="rest" select="substring-after($box, ' ')"/>
    <xsl:variable name="end" select="substring-after($rest, ' ')"/>
    <img src="../{@src}" alt="{@alt}" lang="en" loading="lazy">
      <xsl:if test="$end != ''">
        <xsl:attribute name="width"><xsl:value-of select="round((substring-before($end, ' ') - substring-before($box, ' ')) * 4 div 3)"/></xsl:attribute>
        <xsl:attribute name="height"><xsl:value-of select="round((substring-after($end, ' ') - substring-before($rest, ' ')) * 4 div 3)"/></xsl:attribute>
      </xsl:if>
    </img>
  </xsl:template>

  <!-- inline -->
  <xsl:template match="a:date[@date]"><time datetime="{@date}"><xsl:apply-templates/></time></xsl:template>
  <xsl:template match="a:recordedTime[@time]"><time datetime="{substring(@time, 1, 5)}"><xsl:apply-templates/></time></xsl:template>
  <xsl:template match="a:ref | a:a">
    <xsl:choose>
      <xsl:when test="not(ancestor::a:heading) and normalize-space() and
        (starts-with(@href, 'http://') or starts-with(@href, 'https://') or starts-with(@href, 'mailto:'))">
        <a href="{@href}"><xsl:apply-templates/></a>
      </xsl:when>
      <xsl:otherwise><xsl:apply-templates/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="a:inline[@name='doubtful']">
    <mark class="doubtful"><xsl:apply-templates/></mark><span class="mark" aria-hidden="true">?</span><span class="vh" lang="en"> (doubtful reading)</span>
  </xsl:template>
  <xsl:template match="a:inline[@name='changed']">
    <span class="changed"><xsl:if test="@mb:was"><xsl:attribute name="title">Printed or first read as: <xsl:value-of select="@mb:was"/></xsl:attribute></xsl:if><xsl:apply-templates/></span>
  </xsl:template>
  <!-- what is withheld is never shown, whatever the element holds -->
  <xsl:template match="a:inline[@name='withheld']">
    <span class="withheld" lang="en">[withheld<xsl:choose>
      <xsl:when test="@mb:reason = 'exempt'">: exempt information</xsl:when>
      <xsl:when test="@mb:reason = 'failedRedaction'">: redacted in the original</xsl:when>
    </xsl:choose>]</span>
  </xsl:template>
  <xsl:template match="a:b"><strong><xsl:apply-templates/></strong></xsl:template>
  <xsl:template match="a:i"><em><xsl:apply-templates/></em></xsl:template>
  <xsl:template match="a:sup"><sup><xsl:apply-templates/></sup></xsl:template>
  <xsl:template match="a:sub"><sub><xsl:apply-templates/></sub></xsl:template>
  <xsl:template match="a:br"><br/></xsl:template>

  <!-- how sure it is, and where it came from -->
  <xsl:template name="about">
    <xsl:variable name="pages" select="$root/a:meta/a:proprietary/mb:pages/mb:page"/>
    <xsl:variable name="issues" select="$root/a:meta/a:proprietary/mb:issues/mb:issue[@severity != 'note']"/>
    <h2>About this page</h2>
    <p>This page was made from the archive copy of
      <xsl:choose><xsl:when test="$source/@name"><span class="file"><xsl:value-of select="$source/@name"/></span></xsl:when><xsl:otherwise>a council document</xsl:otherwise></xsl:choose>
      <xsl:if test="$source/@pages"> (<xsl:value-of select="$source/@pages"/> page<xsl:if test="$source/@pages != 1">s</xsl:if>)</xsl:if>.
      The original file is the authority; running headers, footers and printed page numbers are left out here.
      <xsl:if test="$pages[@ocrWords]">The text of <xsl:value-of select="count($pages[@ocrWords])"/> of its pages was wholly or partly read from pictures and may hold errors.</xsl:if>
    </p>
    <xsl:if test="$root//@mb:check | $root//a:inline[@name='doubtful'] | $root//@mb:icon">
      <h3>Marks in the text and tables</h3>
      <ul class="legend">
        <li><mark class="doubtful">12</mark><span class="mark" aria-hidden="true">?</span> doubtful: the reading is unsure or does not agree with the totals; look at the original</li>
        <li><span class="mark" aria-hidden="true">&#x270E;</span> corrected: the totals allow one reading only, which differs from what was read</li>
        <li>underlined figures in tables: verified, they agree with totals, differences or percentages of the table</li>
        <li>no mark: read with confidence, nothing to check it against</li>
      </ul>
    </xsl:if>
    <xsl:if test="$issues">
      <h3>Points to look at</h3>
      <ul class="issues">
        <xsl:for-each select="$issues[position() &lt;= 100]">
          <li>
            <xsl:if test="@page"><xsl:choose>
              <xsl:when test="@page = $first-page or key('eop', @page)"><a href="#page-{@page}">Page <xsl:value-of select="@page"/></a>: </xsl:when>
              <xsl:otherwise>Page <xsl:value-of select="@page"/>: </xsl:otherwise>
            </xsl:choose></xsl:if>
            <xsl:value-of select="."/>
          </li>
        </xsl:for-each>
      </ul>
      <xsl:if test="count($issues) &gt; 100"><p>And <xsl:value-of select="count($issues) - 100"/> more, listed in the package's report.</p></xsl:if>
    </xsl:if>
    <xsl:if test="$source/@sha256"><p class="fixity">SHA-256 of the original: <code><xsl:value-of select="$source/@sha256"/></code></p></xsl:if>
  </xsl:template>
</xsl:stylesheet>
