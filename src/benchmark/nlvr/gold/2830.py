def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    heights = []
    for tower in image_patch.find('tower'):
        blocks = tower.find('block')
        base = min(blocks, key=lambda block: block.lower)
        if base.verify_property('block', 'yellow'):
            heights.append(len(blocks))
    return bool_to_yesno(len(heights) == 2 and heights[0] != heights[1])
